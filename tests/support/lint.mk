# Lint, included by the Makefile. Each file has a stamp in build/lint, made anew when it, what
# it includes, or a tool's settings change.

LINT     = $(BUILD)/lint
LINTED_C := $(sort $(shell find core tui tests -name '*.c'))
LINTED_H := $(sort $(shell find core tui tests -name '*.h'))
# Lists of entries for another header's macro (the catalogue, the roles of a theme) have no
# include guard, and can't stand alone.
ALONE_H  := $(shell grep -l '^.ifndef DATAJAM_' $(LINTED_H))
SCRIPTS  := .ci/deps $(wildcard .ci/run tests/support/*.sh tests/e2e/*.sh tests/bench/*.sh)

.PHONY: lint lint-deep lint-files lint-tree lint-man lint-scripts lint-globals
lint: ## format, clang-tidy, cppcheck, directions of includes, headers, sizes, texts, manual
	@.ci/deps install build test lint
	@$(SUBMAKE) -k lint-files lint-tree lint-man lint-scripts lint-globals
	@echo "lint: nothing found"

# The analyzer follows paths through a function until so many places were looked at; its usual
# number takes a second and more for a file and now and then finds something that fewer do not.
ANALYZER_NODES ?= 8000
ANALYZER = -Xclang -analyzer-config -Xclang max-nodes=$(ANALYZER_NODES)
lint-deep: ## the same with the analyzer's full depth: before a release
	@$(SUBMAKE) LINT=$(BUILD)/lint-deep ANALYZER_NODES=225000 CPPCHECKED="core tui tests" \
	    TESTS_TIDY= lint

lint-files: $(LINTED_C:%=$(LINT)/%.ok) $(ALONE_H:%=$(LINT)/%.ok)

# The tests run under the sanitizers and valgrind, which see more of them than what follows
# paths; most of the analyzer's checks can't follow cmocka anyway (tests/.clang-tidy).
CPPCHECKED ?= core tui
TESTS_TIDY ?= --checks=-clang-analyzer-*
CPPCHECK = cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability \
           --std=c11 --library=posix,gnu --inline-suppr -I. -D_GNU_SOURCE -D__linux__ \
           $(addprefix --suppress=,missingInclude internalAstError readdirCalled \
               unmatchedSuppression nullPointerRedundantCheck:tests/*)

# The quiet tools count what they left out on standard error; only what they find is of use.
$(LINT)/%.c.ok: %.c .clang-format .clang-tidy tests/.clang-tidy tests/support/lint.mk
	@mkdir -p $(@D)
	$(call say,ok?,$<)
	@clang-format --dry-run -Werror $<
	@$(if $(filter $(addsuffix /%,$(CPPCHECKED)),$<),$(CPPCHECK) $<)
	@clang-tidy --quiet $(if $(filter tests/%,$<),$(TESTS_TIDY)) $< -- $(DJ_CPPFLAGS) -std=c17 $(WARN) $(ANALYZER) \
	    >$@.found 2>/dev/null || \
	    { grep -A 2 -E "(error|warning): " $@.found; exit 1; }
	@rm -f $@.found
	@$(CC) $(DJ_CPPFLAGS) -MM -MP -MT $@ -MF $(@:.ok=.d) $<
	@touch $@

# A header must compile with nothing in front of it. That of a .c file, whose first line it is
# (lint.sh sees to that), is compiled so whenever that is; the others are here.
TWIN = $(wildcard $(<:.h=.c))
$(LINT)/%.h.ok: %.h .clang-format tests/support/lint.mk
	@mkdir -p $(@D)
	@clang-format --dry-run -Werror $<
	@$(if $(TWIN),,for cc in gcc clang; do \
	    printf '#include "$<"\ntypedef int it_stands_alone;\n' | \
	    $$cc $(DJ_CPPFLAGS) -std=c17 $(WARN) -Werror -fsyntax-only -x c - || exit 1; done)
	@$(if $(TWIN),,$(CC) $(DJ_CPPFLAGS) -MM -MP -MT $@ -MF $(@:.ok=.d) -x c $<)
	@touch $@

lint-tree:
	@tests/support/lint.sh includes sizes texts

# Takes the objects as they are: needs a build.
lint-globals: all
	@tests/support/lint.sh globals $(call OBJ,$(CORE) $(TUI) tui/main.c)

lint-man:
	@$(if $(MAN),cd man && mandoc -T lint $(notdir $(MAN)))

lint-scripts:
	@for s in $(SCRIPTS); do sh -n $$s || exit 1; done

-include $(shell find $(LINT) -name '*.d' 2>/dev/null)
