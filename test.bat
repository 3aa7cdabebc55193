@echo off
rem Lint, format, types, contracts between the rooms, tests.   test [pytest arguments, such as --run-slow]
setlocal
chcp 65001 >nul
call "%~dp0.ci\setup-env.bat" test || exit /b 1
pushd "%~dp0"
set "PY=.venv\Scripts\python.exe"
set FAILED=
call :step "lint" -m ruff check .
call :step "format" -m ruff format --check .
call :step "types" -m mypy
call :step "contracts between the rooms" -c "import sys; from importlinter.cli import lint_imports_command as c; sys.argv = ['lint-imports']; c()"
call :step "tests" -X utf8 -m pytest -n 2 --dist loadfile %*
popd
if defined FAILED (
  echo FAILED:%FAILED% 1>&2
  exit /b 1
)
exit /b 0

:step
echo.
echo == %~1
set "NAME=%~1"
shift
set "REST="
:more
if "%~1"=="" goto go
set REST=%REST% %1
shift
goto more
:go
"%PY%" %REST%
if errorlevel 1 set "FAILED=%FAILED% %NAME%;"
exit /b 0
