# datajam: build, test, install. `make help` lists the targets.

BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wformat=2 -Wundef
CORELIBS = -lsqlite3 -lpcre2-8 -lcsv -lminizip -lz -lexpat -lcmark-gfm-extensions -lcmark-gfm -linih \
           -lutf8proc -ljansson -lpthread -lm
LIBS     = -lncursesw -ltinfo $(CORELIBS)
TESTLIBS = -lcmocka -lvterm -lutil

DJ_CPPFLAGS = -I. -D_GNU_SOURCE $(CPPFLAGS)
DJ_CFLAGS   = -std=c17 $(WARN) -pthread -fno-strict-aliasing $(CFLAGS)

CORE    := $(sort $(shell find core -name '*.c'))
TUI     := $(filter-out tui/main.c,$(sort $(shell find tui -name '*.c')))
SUPPORT := $(wildcard tests/support/*.c)
UNIT    := $(wildcard tests/unit/*_test.c)
SCREEN  := $(wildcard tests/screen/*_test.c)
E2E     := $(wildcard tests/e2e/*_test.c tests/e2e/*_test.sh)
BENCH   := $(wildcard tests/bench/*_bench.c tests/bench/*_bench.sh)
# What the benchmarks make their data with: programs of their own.
MAKERS  := $(filter-out $(BENCH),$(wildcard tests/bench/*.c))
FUZZ    := $(wildcard tests/fuzz/*_fuzz.c)

OBJ     = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
PROGRAM = $(patsubst tests/%.c,$(BUILD)/%,$(filter %.c,$(1))) $(filter %.sh,$(1))
RUN     = tests/support/run_tests.sh $(BUILD)

# V=1 shows each command as it is run.
Q = $(if $(V),,@)
say = $(if $(V),,@printf '%-3s %s\n' $(1) $(2))

# A make that was not told how many jobs to run takes one per processor.
JOBS   := $(shell nproc 2>/dev/null || echo 2)
SUBMAKE = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))

.DELETE_ON_ERROR:
.SECONDARY:

.PHONY: all
all: $(BUILD)/datajam ## the program: build/datajam

$(BUILD)/datajam: $(BUILD)/obj/tui/main.o $(BUILD)/libtui.a $(BUILD)/libcore.a
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

define ARCHIVE
	@rm -f $@
	$(call say,ar,$@)
	$(Q)ar rcs $@ $(filter %.o,$^)
endef
$(BUILD)/libcore.a: $(call OBJ,$(CORE)) $(BUILD)/gen/embedded.o $(BUILD)/sources
	$(ARCHIVE)
$(BUILD)/libtui.a: $(call OBJ,$(TUI)) $(BUILD)/sources
	$(ARCHIVE)
$(BUILD)/libsupport.a: $(call OBJ,$(SUPPORT)) $(BUILD)/sources
	$(ARCHIVE)

# The scans of columns are loops for the compiler to turn into vector code.
$(BUILD)/obj/core/frame/%.o: DJ_CFLAGS += $(if $(filter -O2,$(CFLAGS)),-O3)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags | $(BUILD)/deps.build
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(Q)$(CC) $(DJ_CPPFLAGS) $(DJ_CFLAGS) -MMD -MP -c -o $@ $<

# Files inside the program (core/base/embedded.h).
EMBED := $(sort $(shell find themes sample-data -type f -not -path '*/data/*' \
           -not -name findings.csv -not -name '.*' 2>/dev/null))
$(BUILD)/gen/embedded.c: $(BUILD)/embedded Makefile
	@mkdir -p $(@D)
	@tr ' ' '\n' < $< | awk 'BEGIN { print "#include \"core/base/embedded.h\"" } \
	NF { n++; printf "__asm__(\".pushsection .rodata,\\\"a\\\"\\n.global dj_file_%d\\ndj_file_%d: " \
	".incbin \\\"%s\\\"\\n.global dj_end_%d\\ndj_end_%d: .byte 0\\n.popsection\");\n" \
	"extern const char dj_file_%d[], dj_end_%d[];\n", n, n, $$1, n, n, n, n; path[n] = $$1 } \
	END { print "const struct embedded_file embedded_files[] = {"; for (i = 1; i <= n; i++) \
	printf "    {\"%s\", dj_file_%d, dj_end_%d},\n", path[i], i, i; print "    {0, 0, 0}};" }' > $@

$(BUILD)/gen/embedded.o: $(BUILD)/gen/embedded.c $(EMBED) $(BUILD)/flags | $(BUILD)/deps.build
	$(call say,cc,$<)
	$(Q)$(CC) $(DJ_CPPFLAGS) $(DJ_CFLAGS) -c -o $@ $<

TESTOBJ = $(call OBJ,$(SUPPORT) $(filter %.c,$(UNIT) $(SCREEN) $(E2E) $(BENCH)) $(MAKERS))
$(TESTOBJ): | $(BUILD)/deps.test

TESTED  = $(BUILD)/libsupport.a $(BUILD)/libtui.a $(BUILD)/libcore.a
$(BUILD)/%_test: $(BUILD)/obj/tests/%_test.o $(TESTED)
	@mkdir -p $(@D)
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TESTLIBS)
$(BUILD)/%_bench: $(BUILD)/obj/tests/%_bench.o $(TESTED)
	@mkdir -p $(@D)
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(TESTLIBS)

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CORELIBS)

# What objects are made with, of which sources and files: rewritten, and so newer, only when
# it changes.
quote = '$(subst ','\'',$(1))'
define REWRITE
	@mkdir -p $(@D)
	@printf '%s\n' $(call quote,$(1)) | cmp -s - $@ || printf '%s\n' $(call quote,$(1)) >$@
endef
$(BUILD)/flags: FORCE
	$(call REWRITE,$(CC) $(DJ_CPPFLAGS) $(DJ_CFLAGS) $(LDFLAGS))
$(BUILD)/sources: FORCE
	$(call REWRITE,$(CORE) $(TUI) $(SUPPORT))
$(BUILD)/embedded: FORCE
	$(call REWRITE,$(EMBED))
.PHONY: FORCE
FORCE:

# Looked for once per build folder: a missing package is one clear line and no compiler error.
$(BUILD)/deps.%: .ci/deps
	@mkdir -p $(@D)
	@.ci/deps check $*
	@touch $@

.PHONY: deps
deps: ## installs the Debian packages that building, testing and linting need
	@.ci/deps install build test lint

.PHONY: demo
demo: ## builds, installing what is missing, and opens the sample jam
	@.ci/deps install build
	@$(SUBMAKE) all
	@$(BUILD)/datajam demo

.PHONY: test run-tests test-unit test-screen test-e2e
test: ## builds and runs all tests, installing what is missing; ONLY=import: those so called
	@.ci/deps install build test
	@$(SUBMAKE) run-tests
ONLY ?=
only  = $(if $(ONLY),$(foreach t,$(1),$(if $(findstring $(ONLY),$(t)),$(t))),$(1))
TESTS = $(call only,$(call PROGRAM,$(UNIT) $(SCREEN) $(E2E)))
run-tests: all $(TESTS)
	@$(RUN) $(TESTS)
test-unit: $(call only,$(call PROGRAM,$(UNIT)))
	@$(RUN) $^
test-screen: all $(call only,$(call PROGRAM,$(SCREEN)))
	@$(RUN) $(filter-out all,$^)
test-e2e: all $(call only,$(call PROGRAM,$(E2E)))
	@$(RUN) $(filter-out all,$^)

.PHONY: golden
golden: all $(call PROGRAM,$(SCREEN)) ## writes the golden screens anew; look at the difference!
	@DATAJAM_GOLDEN=write $(RUN) $(filter-out all,$^)

.PHONY: asan
SANITIZE = -fsanitize=address,undefined
# SHORT=1: fewer rounds of what goes by chance or through many cases; `test` has all of them.
asan: ## all tests under the address and undefined-behaviour sanitizers
	@.ci/deps install build test
	@TEST_LIMIT=600 $(if $(SHORT),DATAJAM_SLOW=asan) $(SUBMAKE) BUILD=$(BUILD)/asan LDFLAGS="$(SANITIZE)" \
	    CFLAGS="-O1 -g1 -fno-omit-frame-pointer $(SANITIZE) -fno-sanitize-recover=all" test-checked

.PHONY: test-checked
test-checked: all $(TESTS)
	@$(RUN) $(filter-out all,$^)

.PHONY: valgrind test-valgrind
VALGRIND = valgrind -q --leak-check=full --show-leak-kinds=definite \
           --errors-for-leak-kinds=definite --error-exitcode=97 \
           --suppressions=$(CURDIR)/tests/support/valgrind.supp
# The longest of them, whose ways through the code others take, too: SHORT=1 leaves them out.
VALGRIND_LONG = board_pane board_team chart_golden chart_pane chart_service chunk clean_pane \
                column compare corpus cube data_filter data_pane dataset demo derive_random \
                evidence_kinds facet_pane frames frames_import import import_preview import_view \
                looks per_person pivot_pane pivot_random pivot_show_random query query_hostile \
                rescue sample select select_random sql_values staging xlsx xlsx_refused
GRIND = $(filter-out $(if $(SHORT),$(VALGRIND_LONG:%=tests/unit/%_test.c)),$(UNIT))
valgrind: ## unit tests under valgrind, and the console in the screen tests called start
	@.ci/deps install build test lint
	@$(SUBMAKE) test-valgrind
test-valgrind: export TEST_LIMIT = 600
test-valgrind: export DATAJAM_SLOW = valgrind
test-valgrind: all $(call only,$(call PROGRAM,$(GRIND))) $(call only,$(call PROGRAM,$(VALGRIND_SCREEN)))
	@CHILD_WRAP="$(VALGRIND)" $(RUN) $(call only,$(call PROGRAM,$(VALGRIND_SCREEN))) & screen=$$!; \
	    WRAP="$(VALGRIND)" $(RUN) $(call only,$(call PROGRAM,$(GRIND))); status=$$?; \
	    wait $$screen || status=$$?; exit $$status
VALGRIND_SCREEN = $(filter %/start_test.c,$(SCREEN))

.PHONY: check
check: ## lint, tests and sanitizers
	@$(SUBMAKE) test
	@$(SUBMAKE) asan
	@$(SUBMAKE) lint

.PHONY: bench
bench: all $(call PROGRAM,$(MAKERS) $(BENCH)) ## measures: import, first screen, paging
	@for b in $(call only,$(call PROGRAM,$(BENCH))); do \
	    DATAJAM_BUILD=$(BUILD) LC_ALL=C.UTF-8 ./$$b || exit 1; done

DAMAGE_ROUNDS ?= 1000
.PHONY: damage
damage: export DATAJAM_DAMAGE_ROUNDS = $(DAMAGE_ROUNDS)
damage: export TEST_LIMIT = 3600
damage: $(BUILD)/unit/damage_test $(BUILD)/unit/rescue_test ## damaged team files, DAMAGE_ROUNDS of them, are read and rescued
	@$(RUN) $^; status=$$?; grep '^rescue' $(BUILD)/log/unit-rescue_test.out; exit $$status

SOAK_SECONDS ?= 600
.PHONY: soak
soak: all $(BUILD)/e2e/soak_test ## six consoles on one file, killed at random, for SOAK_SECONDS
	@DATAJAM_SOAK_SECONDS=$(SOAK_SECONDS) TEST_LIMIT=$$(($(SOAK_SECONDS) * 2 + 120)) \
	    $(RUN) $(BUILD)/e2e/soak_test; status=$$?; grep '^soak' $(BUILD)/log/e2e-soak_test.out; exit $$status

.PHONY: day
day: all $(BUILD)/e2e/day_test ## a day of ten teams, coaches and a facilitator in rehearsal: its figures
	@DATAJAM_DAY=whole TEST_LIMIT=1200 $(RUN) $(BUILD)/e2e/day_test; status=$$?; \
	    grep '^day' $(BUILD)/log/e2e-day_test.out; exit $$status

FUZZ_SECONDS ?= 60
FUZZ_FLAGS   ?=
.PHONY: fuzz
# What is found anew goes to the build folder; the seeds are kept in tests/fuzz/corpus.
FUZZ_CHECKS = address,undefined -fno-sanitize-recover=all
fuzz: ## runs each of tests/fuzz for FUZZ_SECONDS with libFuzzer; ONLY=csv: those so called
	@.ci/deps install build lint
	@for f in $(call only,$(basename $(notdir $(FUZZ)))); do \
	    $(SUBMAKE) CC=clang BUILD=$(BUILD)/fuzz LDFLAGS="-fsanitize=fuzzer,$(FUZZ_CHECKS)" \
	        CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,$(FUZZ_CHECKS)" $(BUILD)/fuzz/fuzz/$$f && \
	    mkdir -p $(BUILD)/fuzz/corpus/$$f && \
	    $(BUILD)/fuzz/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=4096 $(FUZZ_FLAGS) \
	        $(BUILD)/fuzz/corpus/$$f tests/fuzz/corpus/$${f%_fuzz} || exit 1; done
# The rooms that read what others wrote: they need none of the rest.
$(BUILD)/libread.a: $(call OBJ,$(filter $(addprefix core/,base/% ingest/% jam/% output/%),$(CORE))) \
                    $(BUILD)/gen/embedded.o $(BUILD)/sources
	$(ARCHIVE)
$(BUILD)/%_fuzz: $(BUILD)/obj/tests/%_fuzz.o $(BUILD)/libread.a
	@mkdir -p $(@D)
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CORELIBS)

.PHONY: static
static: ## the program without shared libraries: build/static/datajam
	@.ci/deps install build
	@$(SUBMAKE) BUILD=$(BUILD)/static LDFLAGS=-static all

MAN    = $(wildcard man/*.[1-9])
# datajam-sql.7 belongs into man7.
place  = man$(subst .,,$(suffix $(1)))/$(notdir $(1))
THEMES = $(wildcard themes/*.ini)
INSTALLED = bin/datajam $(foreach m,$(MAN),share/man/$(call place,$(m))) $(patsubst %,share/datajam/%,$(THEMES))
.PHONY: install uninstall
install: all ## installs below PREFIX (/usr/local); DESTDIR goes in front of it
	install -D -m 755 $(BUILD)/datajam $(DESTDIR)$(PREFIX)/bin/datajam
	@for f in $(MAN); do install -v -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/man/man$${f##*.}/$${f##*/}; done
	@for f in $(THEMES); do install -v -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/datajam/$$f; done
uninstall: ## removes what install put there
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,$(INSTALLED))
	@for d in themes .; do rmdir $(DESTDIR)$(PREFIX)/share/datajam/$$d 2>/dev/null || true; done

.PHONY: clean
clean: ## removes build/
	rm -rf $(BUILD)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' Makefile tests/support/lint.mk

include tests/support/lint.mk
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
