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

# Files inside the program (core/base/embedded.h). The list is a file of its own, rewritten
# when it changes, so that a removed file leaves the program too.
EMBED := $(sort $(shell find themes sample-data -type f -not -path '*/data/*' \
           -not -name findings.csv -not -name '.*' 2>/dev/null))
EMBED_LIST := $(BUILD)/gen/embedded.list
ifneq ($(EMBED),$(shell cat $(EMBED_LIST) 2>/dev/null))
$(shell mkdir -p $(BUILD)/gen && echo '$(EMBED)' > $(EMBED_LIST))
endif

.PHONY: all
all: $(BUILD)/datajam

$(BUILD)/datajam: $(BUILD)/obj/tui/main.o $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/gen/embedded.c: $(EMBED_LIST) Makefile
	@tr ' ' '\n' < $< | awk 'BEGIN { print "#include \"core/base/embedded.h\"" } \
	NF { n++; printf "__asm__(\".pushsection .rodata,\\\"a\\\"\\n.global dj_file_%d\\ndj_file_%d: " \
	".incbin \\\"%s\\\"\\n.global dj_end_%d\\ndj_end_%d: .byte 0\\n.popsection\");\n" \
	"extern const char dj_file_%d[], dj_end_%d[];\n", n, n, $$1, n, n, n, n; path[n] = $$1 } \
	END { print "const struct embedded_file embedded_files[] = {"; for (i = 1; i <= n; i++) \
	printf "    {\"%s\", dj_file_%d, dj_end_%d},\n", path[i], i, i; print "    {0, 0, 0}};" }' > $@

$(BUILD)/gen/embedded.o: $(BUILD)/gen/embedded.c $(EMBED)
	$(CC) $(DJ_CPPFLAGS) $(DJ_CFLAGS) -c -o $@ $<

$(BUILD)/libcore.a: $(call OBJ,$(CORE)) $(BUILD)/gen/embedded.o
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/libtui.a: $(call OBJ,$(TUI))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(DJ_CPPFLAGS) $(DJ_CFLAGS) -c -o $@ $<

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(call OBJ,$(SUPPORT)) $(BUILD)/libtui.a $(BUILD)/libcore.a
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
