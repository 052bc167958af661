# datajam: build, test, install. `make help` lists the targets.

BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wformat=2 -Wundef
LIBS     = -lncursesw -ltinfo -lsqlite3 -lpcre2-8 -lcsv -lcmark-gfm-extensions -lcmark-gfm -linih \
           -lutf8proc -ljansson -lpthread -lm
TESTLIBS = -lcmocka -lvterm -lutil

DJ_CPPFLAGS = -I. -D_GNU_SOURCE $(CPPFLAGS)
DJ_CFLAGS   = -std=c17 $(WARN) -pthread -fno-strict-aliasing -MMD -MP $(CFLAGS)

CORE  := $(shell find core -name '*.c')
TUI   := $(filter-out tui/main.c,$(shell find tui -name '*.c'))
UNIT  := $(wildcard tests/unit/*_test.c)
SUPPORT := $(wildcard tests/support/*.c)

OBJ = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

.PHONY: all
all: $(BUILD)/datajam

$(BUILD)/datajam: $(BUILD)/obj/tui/main.o $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libcore.a: $(call OBJ,$(CORE))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/libtui.a: $(call OBJ,$(TUI))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(DJ_CPPFLAGS) $(DJ_CFLAGS) -c -o $@ $<

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(call OBJ,$(SUPPORT)) $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TESTLIBS)

.PHONY: test-unit
test-unit: $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT))
	@fail=0; for t in $^; do ./$$t || fail=1; done; exit $$fail

.PHONY: test
test: all test-unit

.PHONY: clean
clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
