# sweep DIRECTORY
# Removes the directory when standard input ends: the JVM that owns it has closed it or is gone. What
# still writes there is ending at the same moment, hence the tries.
trap '' HUP INT TERM
while read -r line; do :; done
tries=0
until rm -rf -- "$1" 2>/dev/null || [ $tries -ge 150 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
