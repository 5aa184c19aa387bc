#!/usr/bin/env bash
# `make run`: installs what is missing, makes the sample office's feed, serves it on loopback, and starts the television on it.
# With no screen on the machine it starts on a virtual one and says so. The server and the virtual screen end with the television.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
feed=.run/feed
port=8765
say() { printf '%s\n' "$*"; }

tools/setup.sh run
mkdir -p .run

# ---------------------------------------------------------------- the office's articles

# Published again only when an article, or what publishes it, is newer than the last time.
if [ ! -e .run/published ] || [ -n "$(find media/articles tvapp/admin tvapp/core -newer .run/published \
    -not -name '*.pyc' -not -name __pycache__ -print -quit)" ]; then
    $python main.py publish media/articles --out $feed >.run/publish.log 2>&1 || { cat .run/publish.log >&2; exit 3; }
    say "示范内容已经做好：$feed"
    touch .run/published
fi

# Server and virtual screen: in a session of their own, so that Ctrl+C and a signal to the whole group reach the television first
# and the screen does not vanish under it; and ended by the kernel should this script be killed.
beside() { exec setsid setpriv --pdeathsig TERM "$@"; }

children=()
finish() {
    trap - EXIT INT TERM HUP
    local child
    for child in "${television:-}" "${children[@]}"; do
        [ -z "$child" ] || kill "$child" 2>/dev/null || true
    done
    wait 2>/dev/null || true
}
trap finish EXIT
trap 'exit 130' INT
trap 'kill "${television:-}" 2>/dev/null && wait "$television" 2>/dev/null; exit 0' TERM HUP

# Whether the server on PORT gives out this folder: its first file, byte for byte. 0 ours, 1 nobody there, 2 somebody else.
ask_port() {
    local file
    file=$(cd $feed && find . -name '*.json' -not -name '.*' | sort | head -n 1)
    [ -n "$file" ] || return 1
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET /%s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "${file#./}" >&3
    if timeout 2 cat <&3 | tail -c "$(stat -c %s "$feed/$file")" | cmp -s - "$feed/$file"; then
        exec 3>&-
        return 0
    fi
    exec 3>&-
    return 2
}

base=()
served=
for try in 0 1 2 3 4; do
    state=0
    ask_port $((port + try)) 2>/dev/null || state=$?
    [ $state = 2 ] && continue
    served=yes
    if [ $state = 1 ]; then
        beside $python main.py serve $feed --port $((port + try)) >.run/serve.log 2>&1 </dev/null &
        children+=($!)
    fi
    # The shipped catalogue names the first port; on another one the television is told. An office's own address is left alone.
    if [ $try != 0 ] && grep -Eq "^ *base: .*//127\.0\.0\.1:$port" channels.yaml; then
        base=(--feed "http://127.0.0.1:$((port + try))/")
    fi
    break
done
[ -n "$served" ] || say "8765 到 8769 这几个端口都被别的程序占着：示范内容这次不更新，其余照常。"

# ---------------------------------------------------------------- a screen

if [ -z "${DISPLAY:-}" ]; then
    size=1280x720
    words=("$@")
    for ((i = 0; i + 1 < ${#words[@]}; i++)); do
        [ "${words[i]}" = --window ] && [[ ${words[i + 1]} =~ ^[0-9]+x[0-9]+$ ]] && size=${words[i + 1]}
    done
    number=.run/display
    : >$number
    beside Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>$number >.run/xvfb.log 2>&1 </dev/null &
    screen=$!
    children+=("$screen")
    until [ -s $number ]; do
        kill -0 $screen 2>/dev/null || { cat .run/xvfb.log >&2; echo "虚拟屏幕没有打开。" >&2; exit 3; }
        sleep 0.02
    done
    DISPLAY=:$(head -n 1 $number)
    export DISPLAY
    say "这台机器上没有找到屏幕，电视开在一块虚拟屏幕上（DISPLAY=$DISPLAY，${size}）。按 Ctrl+C 关掉。"
fi

$python main.py run "${base[@]}" "$@" &
television=$!
status=0
wait $television || status=$?
television=
exit $status
