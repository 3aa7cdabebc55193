@echo off
rem Shared set-up of run.bat and test.bat: .venv from Python 3.11 to 3.13 and the packages of requirements.lock,
rem each checked against its hash; a stamp (hash of the lock file, place) lets the next call start at once.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0.."
pushd "%ROOT%"
set "ROOT=%CD%"
popd
set "PY=%ROOT%\.venv\Scripts\python.exe"
set "STAMP=%ROOT%\.venv\.ready"
set "LOG=%ROOT%\build\setup.log"

set "HASH="
for /f "skip=1 tokens=* delims=" %%h in ('certutil -hashfile "%ROOT%\requirements.lock" SHA256') do if not defined HASH set "HASH=%%h"
set "HASH=%HASH: =%"
set "WANTED=%HASH% %ROOT%"
set "FOUND="
if exist "%STAMP%" set /p FOUND=<"%STAMP%"
if "%FOUND%"=="%WANTED%" if exist "%PY%" exit /b 0

if not exist "%ROOT%\build" mkdir "%ROOT%\build"
set "BASE="
for %%v in (3.13 3.12 3.11) do if not defined BASE (
  py -%%v -c "" >nul 2>&1 && set "BASE=py -%%v"
)
if not defined BASE (
  python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))" >nul 2>&1 && set "BASE=python"
)
if not defined BASE (
  echo Python 3.11, 3.12 or 3.13 is needed and was not found. Install it for this user, then try again. 1>&2
  exit /b 1
)

echo Preparing .venv ^(the first time only^) ... 1>&2
if exist "%ROOT%\.venv" rmdir /s /q "%ROOT%\.venv"
%BASE% -m venv "%ROOT%\.venv" >"%LOG%" 2>&1
if errorlevel 1 (
  echo Could not make "%ROOT%\.venv". Details: %LOG% 1>&2
  exit /b 1
)
"%PY%" -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary=:all: -r "%ROOT%\requirements.lock" >>"%LOG%" 2>&1
if errorlevel 1 (
  echo Could not fetch the Python packages; is there a network? Details: %LOG% 1>&2
  exit /b 1
)
>"%ROOT%\.venv\Lib\site-packages\blueprint_workbench.pth" echo %ROOT%
>"%STAMP%" echo %WANTED%
exit /b 0
