#!/usr/bin/env bash
# Installs what is missing and nothing else: Debian packages by apt, locked Python packages into .venv.
#
#     tools/setup.sh run      what the television needs
#     tools/setup.sh test     that, and what the checks and tests need
#
# Names what it installs before it does it. Safe to repeat; the second time it only looks (under a second).
# Says one line and ends with 3 when it cannot go on. Never asks a question.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
venv=.venv
say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 3; }

case $purpose in
    run) lock=requirements.lock ;;
    test) lock=requirements-dev.lock ;;
    *) stop "用法：tools/setup.sh run 或 tools/setup.sh test" ;;
esac

# ---------------------------------------------------------------- Debian packages

libraries="libvlc5 libvlc-bin vlc-plugin-base vlc-plugin-video-output libgl1 libegl1 libgl1-mesa-dri libmtdev1"

# Installed packages and the names they stand in for (libmtdev1 is libmtdev1t64 on newer systems), one a line.
installed() {
    dpkg-query -W -f='${db:Status-Abbrev}${Package}, ${Provides}\n' 2>/dev/null |
        sed -n 's/^ii //p' | tr ',' '\n' | sed 's/^ *//; s/ .*//'
}

# A Python that Kivy has a wheel for and that can make an environment.
python_fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; }

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if command -v "$name" >/dev/null && python_fits "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

wanted=()
if command -v dpkg-query >/dev/null; then
    have=$(installed)
    for package in $libraries; do
        grep -qx "$package" <<<"$have" || wanted+=("$package")
    done
fi
need_tool() { command -v "$1" >/dev/null || wanted+=("$2"); }
if [ "$purpose" = test ]; then
    need_tool Xvfb xvfb
    need_tool xdotool xdotool
    need_tool ffmpeg ffmpeg
    [ -x /usr/sbin/ip ] || need_tool ip iproute2
elif [ -z "${DISPLAY:-}" ]; then
    need_tool Xvfb xvfb
fi

[ -x $venv/bin/python ] && $venv/bin/python -c '' 2>/dev/null || rm -rf $venv/bin/python
if [ ! -x $venv/bin/python ] && ! find_python >/dev/null; then
    # Debian 12, 13 and Ubuntu 24.04 bring a Python that fits; Ubuntu 22.04 has one beside its own.
    if python_version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) &&
        [[ ! $python_version =~ ^3\.1[123]$ ]] && command -v apt-cache >/dev/null; then
        for version in 3.13 3.12 3.11; do
            if [ -n "$(apt-cache search --names-only "^python$version-venv$" 2>/dev/null)" ]; then
                wanted+=("python$version" "python$version-venv")
                break
            fi
        done
    fi
    [[ " ${wanted[*]-} " == *" python3."* ]] || wanted+=(python3 python3-venv)
fi

if [ ${#wanted[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || stop "缺少系统软件：${wanted[*]}。这台机器没有 apt，请用它自己的软件商店装上，再运行一次。"
    say "要装的系统软件：${wanted[*]}"
    as_root=()
    if [ "$(id -u)" != 0 ]; then
        by_hand="请让管理员运行一次：apt-get install ${wanted[*]}"
        command -v sudo >/dev/null || stop "装系统软件要管理员权限，这里没有 sudo。$by_hand"
        sudo -n true 2>/dev/null || [ -t 0 ] || stop "装系统软件要管理员密码，这里没法输入。$by_hand"
        as_root=(sudo)
    fi
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    apt() {
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=2 "$@" \
            >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2; return 1; }
    }
    apt update || stop "读不到系统软件的清单：多半是没有网络。连上网后再运行一次。"
    apt install --no-install-recommends "${wanted[@]}" ||
        stop "系统软件没有装成：${wanted[*]}。看上面几行的原因；没有网络的话，连上后再运行一次。"
fi

# ---------------------------------------------------------------- Python packages

if [ ! -x $venv/bin/python ]; then
    python=$(find_python) || stop "需要 Python 3.11、3.12 或 3.13（Kivy 只有这几版），这台机器上没有。"
    say "新建 Python 环境：$venv（$("$python" -V)）"
    "$python" -m venv --clear $venv || stop "Python 环境没有建成：看上面几行的原因。"
fi

# The stamp is the hash of the lock last installed; the tests' lock holds everything the television's does.
stamp() { printf '%s/.locked-%s' "$venv" "$1"; }
sum() { sha256sum "$1" | cut -d' ' -f1; }
fresh() { [ "$(cat "$(stamp "$1")" 2>/dev/null)" = "$(sum requirements.lock)$(sum "$2")" ]; }
# Compiled once, here: where nothing else may write beside the sources, every start would compile them all (0.3 s and more).
compile() { $venv/bin/python -m compileall -q main.py tvapp >/dev/null 2>&1 || true; }
if fresh "$purpose" $lock || { [ "$purpose" = run ] && fresh test requirements-dev.lock; }; then
    compile
    exit 0
fi
say "要装的程序包（$lock）：$(sed -n 's/^\([a-z0-9-]*\)==\([^ ]*\).*/\1 \2/p' $lock | sort -u | paste -sd, - | sed 's/,/，/g')"
rm -f "$(stamp "$purpose")"
$venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --use-pep517 --require-hashes -r $lock </dev/null ||
    stop "程序包没有装成：看上面几行的原因；没有网络的话，连上后再运行一次。"
printf '%s' "$(sum requirements.lock)$(sum $lock)" >"$(stamp "$purpose")"
compile
say "装好了。"
