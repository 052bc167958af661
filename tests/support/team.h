/* Team files for tests: made in a scratch folder, filled without the importer. */
#ifndef DATAJAM_TESTS_TEAM_H
#define DATAJAM_TESTS_TEAM_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/store/db.h"

/* A new folder below $TMPDIR, removed with all that is in it by scratch_remove. */
char *scratch_new(void);
void scratch_remove(char *folder);

/* Lets everyone pass through the folder and the test folders above it. */
void scratch_let_pass(const char *folder);

/* folder/name into newly allocated memory. */
char *scratch_path(const char *folder, const char *name);

/* Runs SQL on the file as another program would; asserts that it works. */
void foreign_sql(const char *path, const char *sql);

/* The same where it may be refused: false then. */
int foreign_sql_works(const char *path, const char *sql);

/* One number from the file, as another program would ask for it. */
int64_t foreign_number(const char *path, const char *sql);

/* An empty team file in a folder of its own, open. For cmocka's set-up and tear-down. */
struct team_fixture {
    char *folder, *path;
    struct db *db;
    struct arena *arena;
};
int team_set_up(void **state);
int team_tear_down(void **state);

/*
 * Adds the dataset "visits" with `rows` rows to an open team file: client INTEGER (1001,
 * 1002, …), office TEXT (empty in each 5th row), amount DECIMAL (row / 4), day DATE.
 */
void team_add_visits(struct db *db, int64_t rows);

#endif
