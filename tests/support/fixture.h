/*
 * What tests stand on: folders that vanish, a clean environment, programs run to their end
 * with their output caught. A failure in here fails the running cmocka test.
 */
#ifndef DATAJAM_TESTS_FIXTURE_H
#define DATAJAM_TESTS_FIXTURE_H

#include <stddef.h>

#include "core/base/buffer.h"

/* A new, empty folder, removed with all in it when the test program ends. The text lives as
 * long. */
const char *fixture_folder(void);

/* folder/name as text that lives as long as the test program. */
const char *fixture_path(const char *folder, const char *name);

/* Writes folder/name; returns its path as above. */
const char *fixture_file(const char *folder, const char *name, const char *text);

/* The path of a program or file of this build: "datajam" gives …/build/datajam. */
const char *fixture_program(const char *name);

/* In a child, before exec: nothing of the tester's own stays but HOME, PATH, TMPDIR and the
 * sanitizers' options; UTF-8, UTC, the clock at 2026-05-12T10:33:00Z, a seed of its own.
 * extra: more "NAME=VALUE", NULL-ended, or NULL. */
void fixture_environment(const char *const *extra);

struct fixture_run {
    int status; /* exit status, or 128 + signal */
    struct buffer out, err;
};

/* Runs argv (NULL-ended; "datajam" is the program of this build) to its end with an empty
 * standard input. Free the buffers with fixture_run_free. */
struct fixture_run fixture_run(const char *const *argv, const char *folder,
                               const char *const *extra);
void fixture_run_free(struct fixture_run *run);

/* The same for a program that has to succeed; its output is thrown away. */
void fixture_do(const char *const *argv);

/* The same for datajam with these words, at that time: "DATAJAM_NOW=…"; NULL: the usual one. */
void fixture_do_at(const char *now, const char *const *words);

/* A team file "team.db" in a new folder with the given CSV imported as dataset `name`. */
const char *fixture_team(const char *name, const char *csv);

#endif
