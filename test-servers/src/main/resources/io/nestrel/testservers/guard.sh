# guard SIGNAL COMMAND...
# Runs the command in a session of its own and exits as it does. When standard input ends, because the
# JVM that holds the other end closes it or is gone, ends the command with the signal.
signal=$1
shift
exec 3<&0
setsid "$@" </dev/null 3<&- &
child=$!

send() {
  kill -s "$1" -- "-$child" 2>/dev/null || kill -s "$1" "$child" 2>/dev/null
}

stop() {
  send "$signal"
  send CONT
}

trap stop HUP INT TERM
(
  trap '' HUP INT
  trap 'exit 0' TERM
  while read -r line; do :; done <&3
  stop
  tries=0
  while [ $tries -lt 100 ] && kill -0 "$child" 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
  done
  send KILL
) &
reader=$!
exec 3<&-

wait "$child"
status=$?
while kill -0 "$child" 2>/dev/null; do
  wait "$child"
  status=$?
done
kill "$reader" 2>/dev/null
exit "$status"
