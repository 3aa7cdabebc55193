@echo off
rem Opens the workbench, installing first what is missing.   run [FILE.wbk]   run COMMAND ...   (run --help)
setlocal
chcp 65001 >nul
call "%~dp0.ci\setup-env.bat" run || exit /b 1
"%~dp0.venv\Scripts\python.exe" -X utf8 -m workbench.app.cli %*
exit /b %ERRORLEVEL%
