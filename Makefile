# SPDX-License-Identifier: MIT
#
#   make          build lotd and lotctl into build/
#   make demo     install what is missing, build, tell the main job as a story (no hardware)
#   make check    install what is missing, build, run all tests
#   make check-labels  100 labels of each template, language and density, read by other programs
#   make crash    200,000 power cuts instead of the 10,000 of make check
#   make bench    measure; make lint: static checks; make asan: the tests under sanitizers
#   make bench-large  the ledger at ten million movements, which take some gigabytes below build/
#   make fuzz     fuzz each parser for SECONDS=60; make coverage: what check runs of src/decode
#   make install  into $(DESTDIR)$(PREFIX)
#   V=1 shows the commands; BUILD=dir builds elsewhere.

BUILD      ?= build
PREFIX     ?= /usr/local
SYSCONFDIR ?= /etc
CC         ?= gcc
PKG_CONFIG ?= pkg-config
V          ?= 0
Q          := $(if $(filter 1,$(V)),,@)
say         = $(if $(filter 1,$(V)),,@printf '  %-7s %s\n' $(1) $(2))

OPTIMISE   ?= -O2 -g
HARDEN     ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
WARN       := -Wall -Wextra -Wconversion -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes
CFLAGS     ?= $(OPTIMISE) $(HARDEN) $(SANITIZE)
LDFLAGS    ?= -pie -Wl,-z,relro,-z,now $(SANITIZE)
STANDARD   := -std=c17 -D_GNU_SOURCE -Iinclude -MMD -MP

# ---- rooms: their folder is their name, a wildcard their contents --------------------------------

ROOMS := base capture decode engine ledger output/feedback output/label output/sync

# the libraries a room may name; zint, inih and libcsv are found by their headers
PKG_capture         := libevdev xkbcommon libsystemd
PKG_ledger          := sqlite3 libsodium
PKG_output/feedback := libgpiod libsystemd
PKG_output/label    := expat freetype2 libpng zlib libsystemd
PKG_output/sync     := libsodium
PKG_programs        := libsystemd inih libpcre2-8
LIB_output/label    := -lzint -lm
LIB_output/sync     := -lcsv
LIBRARIES           := $(sort $(foreach r,$(ROOMS) programs,$(PKG_$(r))))
LIBS                 = $(shell $(PKG_CONFIG) --libs $(LIBRARIES)) $(foreach r,$(ROOMS),$(LIB_$(r)))
# libgpiod 1 and 2 differ in everything but their name
GPIOD_MAJOR         := $(firstword $(subst ., ,$(shell $(PKG_CONFIG) --modversion libgpiod 2>/dev/null)))

room_of   = $(or $(filter output/%,$(patsubst src/%/,%,$(dir $(1)))),$(firstword $(subst /, ,$(patsubst src/%,%,$(1)))))
sources   = $(wildcard src/$(1)/*.c)
objects   = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

ROOM_SOURCES   := $(filter-out src/output/feedback/gpiod%.c,$(foreach r,$(ROOMS),$(call sources,$(r)))) \
                  $(wildcard src/output/feedback/gpiod$(or $(GPIOD_MAJOR),1).c)
COMMON_SOURCES := $(call sources,programs/common)
LOTD_SOURCES   := $(call sources,programs/lotd)
LOTCTL_SOURCES := $(call sources,programs/lotctl)
PURE_SOURCES   := $(filter-out src/base/log.c,$(call sources,base)) $(call sources,decode) \
                  $(call sources,engine) $(wildcard src/capture/framer.c src/capture/session.c)
MANUALS        := $(wildcard src/programs/man/*.[158])

LIBLOT    := $(BUILD)/liblot.a
LIBCOMMON := $(BUILD)/libcommon.a
LIBCRASH  := $(BUILD)/libcrash.a
PROGRAMS  := $(BUILD)/lotd $(BUILD)/lotctl

all: $(PROGRAMS)

$(BUILD)/lotd: $(call objects,$(LOTD_SOURCES)) $(LIBCOMMON) $(LIBLOT)
$(BUILD)/lotctl: $(call objects,$(LOTCTL_SOURCES)) $(LIBCOMMON) $(LIBLOT)
$(PROGRAMS):
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBLOT): $(call objects,$(ROOM_SOURCES))
$(LIBCOMMON): $(call objects,$(COMMON_SOURCES))
$(LIBCRASH): $(call objects,$(wildcard tests/crash/rig/*.c))
$(LIBLOT) $(LIBCOMMON) $(LIBCRASH):
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# a room's quoted headers are its own; the programs share those of programs/common
$(BUILD)/obj/src/programs/%.o: private_headers = -Isrc/programs/common
$(BUILD)/obj/tests/%.o: private_headers = -Itests
# what a room's libraries need to compile: asked once a room
define room_flags
cflags_$(1) = $$(eval cflags_$(1) := $$$$(shell $$(PKG_CONFIG) --cflags $$(PKG_$(1))))$$(cflags_$(1))
endef
$(foreach r,$(ROOMS) programs,$(if $(PKG_$(r)),$(eval $(call room_flags,$(r)))))

$(BUILD)/obj/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(STANDARD) $(WARN) $(CFLAGS) $(private_headers) $(cflags_$(call room_of,$<)) -c -o $@ $<

# SQL becomes a C string: the schema is written once, where a person reads it
$(BUILD)/gen/%.sql.inc: src/%.sql
	$(call say,SQL,$<)
	$(Q)mkdir -p $(@D)
	$(Q)sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$$/\\n"/' $< > $@
SQL_INCLUDES := $(patsubst src/%.sql,$(BUILD)/gen/%.sql.inc,$(wildcard src/ledger/*.sql))
$(call objects,$(call sources,ledger)): $(SQL_INCLUDES)
$(call objects,$(call sources,ledger)): private_headers = -I$(BUILD)/gen/ledger

# the templates that come with lotd: their names and texts as rows
TEMPLATES    := $(wildcard etc/labels/*.svg)
TEMPLATE_INC := $(BUILD)/gen/label/labels.inc
$(TEMPLATE_INC): $(TEMPLATES)
	$(call say,SVG,$@)
	$(Q)mkdir -p $(@D)
	$(Q)for f in $^; do printf '{"%s",\n' $$(basename $$f .svg); \
	    sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$$/\\n"/' $$f; echo '},'; done > $@
$(BUILD)/obj/src/output/label/shipped.o: $(TEMPLATE_INC)
$(BUILD)/obj/src/output/label/shipped.o: private_headers = -I$(BUILD)/gen/label

# ---- tests ---------------------------------------------------------------------------------------

UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_TESTS   := $(patsubst %.c,$(BUILD)/%,$(UNIT_SOURCES))
TEST_SCRIPTS := $(wildcard tests/*/*.t)
TEST_PKGS    := cmocka umockdev-1.0 gio-2.0
TEST_TOOLS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/daemon/*.c tests/devices/*.c tests/crash/*.c tests/interop/*.c tests/bench/*.c tests/fuzz/*.c))

$(filter $(BUILD)/tests/crash/%,$(TEST_TOOLS)): $(LIBCRASH)
# a unit test may look inside its room: -Isrc
$(BUILD)/tests/%: tests/%.c $(LIBCOMMON) $(LIBLOT)
	$(call say,TEST,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(STANDARD) $(WARN) -Wno-missing-prototypes $(CFLAGS) $(LDFLAGS) -Isrc -Isrc/programs/common -Itests \
	    $(shell $(PKG_CONFIG) --cflags $(TEST_PKGS) $(LIBRARIES)) -o $@ $< $(filter $(LIBCRASH),$^) $(LIBCOMMON) $(LIBLOT) \
	    $(LIBS) $(shell $(PKG_CONFIG) --libs $(TEST_PKGS))

demo check check-labels bench bench-large lint asan crash fuzz coverage:
	$(Q).ci/install build $(patsubst check-%,check,$(@:-large=))
	+$(Q)$(MAKE) --no-print-directory run-$@

tests: $(UNIT_TESTS) $(TEST_TOOLS) $(BUILD)/pure.o

run-check: all tests
	$(Q)BUILD=$(BUILD) tests/run $(UNIT_TESTS) $(TEST_SCRIPTS)

# what is not right, and the figures; two runs differ by their SEED
run-check-labels: all
	$(Q)BUILD=$(BUILD) LABELS=$(or $(LABELS),100) SEED=$(or $(SEED),$(shell date +%s)) \
	    python3 tests/interop/label_product.t > $(BUILD)/labels.tap; status=$$?; \
	    grep -v '^ok' $(BUILD)/labels.tap; exit $$status

run-demo: all
	$(Q)BUILD=$(BUILD) tests/demo/demo

run-crash: $(BUILD)/tests/crash/images
	$(Q)$< $(or $(IMAGES),200000) $(or $(SEED),$(shell date +%s))

run-bench: all tests
	$(Q)BUILD=$(BUILD) tests/bench/bench

run-bench-large: $(BUILD)/tests/bench/ledger_bench
	$(Q)$< $(or $(MOVEMENTS),10000000) $(BUILD)

run-asan:
	+$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/asan OPTIMISE='-O1 -g' HARDEN=-fPIE \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' IMAGES=2000 run-check

SECONDS ?= 60
run-fuzz:
	+$(Q)BUILD=$(BUILD) tests/fuzz/fuzz $(SECONDS)

run-coverage:
	+$(Q)BUILD=$(BUILD) tests/coverage

run-lint: $(SQL_INCLUDES) $(TEMPLATE_INC)
	$(Q)BUILD=$(BUILD) tests/lint

# the pure core as one object, compiled apart: what it leaves undefined is all that it needs
PURE_OBJECTS := $(patsubst %.c,$(BUILD)/pure/%.o,$(PURE_SOURCES))
$(BUILD)/pure/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(STANDARD) $(WARN) -O2 -fno-pie -fno-stack-protector -U_FORTIFY_SOURCE -c -o $@ $<
$(BUILD)/pure.o: $(PURE_OBJECTS)
	$(Q)$(LD) -r -o $@ $^

# ---- installing ----------------------------------------------------------------------------------

install: all
	install -Dm755 -t $(DESTDIR)$(PREFIX)/bin $(BUILD)/lotctl
	install -Dm755 -t $(DESTDIR)$(PREFIX)/sbin $(BUILD)/lotd
	for m in $(MANUALS); do install -Dm644 -t $(DESTDIR)$(PREFIX)/share/man/man$${m##*.} $$m; done
	install -Dm644 etc/lotd.conf $(DESTDIR)$(SYSCONFDIR)/lotd/lotd.conf
	install -Dm644 -t $(DESTDIR)$(PREFIX)/share/lotd/labels etc/labels/*
	install -Dm644 etc/60-lotd.rules $(DESTDIR)$(PREFIX)/lib/udev/rules.d/60-lotd.rules
	install -Dm644 etc/lotd.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/lotd.conf
	install -Dm644 etc/org.lotd1.conf $(DESTDIR)$(PREFIX)/share/dbus-1/system.d/org.lotd1.conf
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's,@sbindir@,$(PREFIX)/sbin,' etc/lotd.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/lotd.service

clean:
	rm -rf $(BUILD)

.PHONY: all demo check check-labels bench bench-large lint asan crash fuzz coverage tests install clean \
        run-demo run-check run-check-labels run-bench run-bench-large run-asan run-lint run-crash run-fuzz run-coverage
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
