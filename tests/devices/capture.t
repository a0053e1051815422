#!/bin/sh
# SPDX-License-Identifier: MIT
# The reader of real devices on a mock scanner: pages of steps for scanner_testbed, each with the
# arguments that capture_reader gets. What is printed must be exactly what is expected.
set -u
cd "$(dirname "$0")/../.." || exit 1
tools=${BUILD:-build}/tests/devices
fixture=tests/devices
count=0

# umockdev is loaded before a sanitizer, which is well as long as the sanitizer does not mind
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"

if ! command -v umockdev-run >/dev/null; then
    echo "1..0 # SKIP umockdev is not installed"
    exit 0
fi

# result NAME STATUS DIAGNOSTICS
result() {
    count=$((count + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $count - $1"
    else
        printf '%s\n' "$3" | sed 's/^[^#]/# &/'
        echo "not ok $count - $1"
    fi
}

# scenario NAME ARGUMENT... <STEPS
scenario() {
    name=$1
    shift
    said=$(umockdev-wrapper "$tools/scanner_testbed" "$tools/capture_reader" "$@" 2>&1)
    result "$name" $? "$said"
}

scenario 'a scanner that is plugged in is read, with Shift and GS' <<'END'
run
expect reading 0
plug
expect opened 1 /dev/input/event1 (Acme LOTD USB Scanner)
opened
type ]d20109521234543213\x1d10aBC-7\n
expect scan 1 ]d20109521234543213\x1d10aBC-7
type second\x1e\x04\x1c scan{~|"}\n
expect scan 1 second\x1e\x04\x1c scan{~|"}
stop
end
END

scenario 'a scanner that was there before is read' <<'END'
plug
run
expect opened 1 /dev/input/event1 (Acme LOTD USB Scanner)
expect reading 1
type LOT-7\n
expect scan 1 LOT-7
stop
end
closed
END

scenario 'what udev did not tag is left alone' --tag another-tag <<'END'
plug
run
expect reading 0
stop
end
END

scenario 'half a tag is no tag' --tag lotd-scan <<'END'
plug
run
expect reading 0
stop
end
END

scenario 'a node by name needs no tag' --tag another-tag /dev/input/event1 <<'END'
plug
run
expect opened 1 /dev/input/event1 *
expect reading 1
type LOT-7\n
expect scan 1 LOT-7
END

scenario 'a link that udev made names the device' /dev/input/by-id/usb-Acme_LOTD_USB_Scanner_SN42-event-kbd <<'END'
plug
run
expect opened 1 /dev/input/event1 *
expect reading 1
unplug
expect gone 1 /dev/input/event1 (Acme LOTD USB Scanner): ENODEV
plug
expect opened 1 /dev/input/event1 *
END

scenario 'named twice is opened once' /dev/input/event1 \
    /dev/input/by-id/usb-Acme_LOTD_USB_Scanner_SN42-event-kbd <<'END'
plug
run
expect opened 1 /dev/input/event1 *
expect reading 1
uevent add
uevent change
type A\n
expect scan 1 A
stop
end
END

scenario 'a name without a device is told, and waited for' /dev/input/event1 <<'END'
run
expect denied 0 /dev/input/event1 (): ENOENT
expect reading 0
plug
expect opened 1 /dev/input/event1 *
END

scenario 'a node that is no input device is told' /dev/null <<'END'
run
expect denied 0 /dev/null (): E*
expect reading 0
END

scenario 'a scanner that another has grabbed is denied, and taken when it is free' <<'END'
plug
taken
run
expect denied 0 /dev/input/event1 (): EBUSY
expect reading 0
closed
free
uevent change
expect opened 1 /dev/input/event1 *
opened
END

scenario 'unplugged in mid-scan: told, closed, and the rest is not lost on the next' <<'END'
plug
run
expect opened 1 *
expect reading 1
type 0109521234
read
unplug
expect dropped 1 /dev/input/event1 (Acme LOTD USB Scanner): ENODEV
expect gone 1 /dev/input/event1 (Acme LOTD USB Scanner): ENODEV
closed
plug
expect opened 1 /dev/input/event1 (Acme LOTD USB Scanner)
type 543213\n
expect scan 1 543213
unplug
expect gone *
closed
plug
expect opened 1 *
unplug
expect gone *
closed
stop
end
END

scenario 'the news of unplugging before the device itself says so' <<'END'
plug
run
expect opened 1 *
expect reading 1
uevent remove
expect gone 1 /dev/input/event1 (Acme LOTD USB Scanner): ENODEV
closed
uevent remove
stop
end
END

scenario 'events that the kernel lost take the whole scan with them' <<'END'
plug
run
expect opened 1 *
expect reading 1
type 01095212
overflow
expect dropped 1 *
type C123\n
expect dropped 1 *
type LOT-8\n
expect scan 1 LOT-8
overflow
expect dropped 1 *
press LEFTSHIFT
type \n
type ab\n
expect scan 1 AB
stop
end
END

scenario 'after a loss Caps Lock is off and what is held is held' <<'END'
plug
run
expect opened 1 *
expect reading 1
keys CAPSLOCK
press LEFTCTRL
overflow
expect dropped 1 *
keys ENTER RIGHTBRACE
release LEFTCTRL
type a\n
expect scan 1 \x1da
stop
end
END

scenario 'a key that is held is one key' <<'END'
plug
run
expect opened 1 *
expect reading 1
press A
repeat A
repeat A
release A
keys KPENTER
expect scan 1 a
stop
end
END

scenario 'a scanner set up for Germany' --layout de <<'END'
plug
run
expect opened 1 *
expect reading 1
keys LEFTSHIFT+L LEFTSHIFT+Y LEFTSHIFT+Z SLASH 7 LEFTCTRL+RIGHTALT+9 1 0 ENTER
expect scan 1 LZY-7\x1d10
stop
end
END

scenario 'a layout variant' --layout de --variant nodeadkeys <<'END'
plug
run
expect opened 1 *
expect reading 1
keys GRAVE ENTER
expect scan 1 ^
END

scenario 'GS by Alt and the keypad' <<'END'
plug
run
expect opened 1 *
expect reading 1
type 10A
press LEFTALT
keys KP0 KP2 KP9
release LEFTALT
keys KP2 KP1 ENTER
expect scan 1 10A\x1d21
END

scenario 'Tab is a byte of the scan' <<'END'
plug
run
expect opened 1 *
expect reading 1
type a\tb\n
expect scan 1 a\x09b
END

scenario 'Tab ends a scan where it is said to' --tab <<'END'
plug
run
expect opened 1 *
expect reading 1
type a\tb\n
expect scan 1 a
expect scan 1 b
END

scenario 'a silence ends a scan; a timer runs only while it is waited for' --gap 1500 <<'END'
plug
run
expect opened 1 *
expect reading 1
timers 0
type LOT-7
timers 1
expect scan 1 LOT-7
timers 0
type LOT-8\n
expect scan 1 LOT-8
timers 0
type half
timers 1
unplug
expect dropped 1 *
expect gone 1 *
timers 0
stop
end
END

scenario 'without a gap no timer runs at all' <<'END'
plug
run
expect opened 1 *
expect reading 1
type half
read
timers 0
type \n
expect scan 1 half
timers 0
END

long=$(printf '%4000s' '' | tr ' ' x)
scenario 'a scan that is too long is thrown away whole' <<END
plug
run
expect opened 1 *
expect reading 1
type $long
type $long
type $long\\n
expect long 1 /dev/input/event1 (Acme LOTD USB Scanner)
type LOT-7\\n
expect scan 1 LOT-7
stop
end
END

scenario 'what a real scanner was recorded typing' <<'END'
plug
run
expect opened 1 *
expect reading 1
replay scanner.events
expect scan 1 lot-12345
expect scan 1 0012345678905
stop
end
END

export TZ=Asia/Kolkata
scenario 'scans carry the wall clock and the local offset' --times <<'END'
plug
run
expect opened 1 *
expect reading 1
type LOT-7\n
expect scan 1 LOT-7 now+05:30
END

# umockdev's own evdev: it cannot be asked for a clock, and replays times of another boot
played=$(timeout 60 umockdev-run -d $fixture/scanner.umockdev \
    -i /dev/input/event1=$fixture/scanner.ioctl -e /dev/input/event1=$fixture/scanner.events -- \
    "$tools/capture_reader" --scans 2 --times --gap 5000 2>&1)
[ "$played" = 'opened 1 /dev/input/event1 (Acme LOTD USB Scanner)
reading 1
scan 1 lot-12345 now+05:30
scan 1 0012345678905 now+05:30' ]
result 'a kernel without that clock' $? "$played"
unset TZ

refused=$("$tools/capture_reader" --layout klingon 2>&1)
[ $? -eq 3 ] && [ "$refused" = 'capture_reader: Invalid argument' ]
result 'a layout that does not exist is refused' $? "$refused"

echo "1..$count"
