/*
 * A disk that takes nothing: what the system refuses (EIO, ENOSPC, ENOLCK) is told in the
 * console, what was typed stays on the screen and in the draft, and all goes on when it is over.
 * The system's calls are SQLite's own, replaced by ones that fail.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/store/card.h"
#include "tests/support/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

enum { LIMIT = 1 << 20 };

/* What the calls answer; 0: as ever. Read by the workers' threads. */
static volatile int on_write, on_lock;

static ssize_t write_at(int fd, const void *bytes, size_t len, off_t at)
{
    if (on_write) {
        errno = on_write;
        return -1;
    }
    return pwrite(fd, bytes, len, at);
}

static ssize_t write_on(int fd, const void *bytes, size_t len)
{
    if (on_write) {
        errno = on_write;
        return -1;
    }
    return write(fd, bytes, len);
}

static int control(int fd, int command, void *value)
{
    const struct flock *lock = value;
    if (on_lock && command == F_SETLK && lock->l_type != F_UNLCK) {
        errno = on_lock;
        return -1;
    }
    return fcntl(fd, command, value);
}

static void replace_calls(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    static const struct {
        const char *name;
        sqlite3_syscall_ptr call;
    } calls[] = {{"write", (sqlite3_syscall_ptr)write_on},
                 {"pwrite", (sqlite3_syscall_ptr)write_at},
                 {"pwrite64", (sqlite3_syscall_ptr)write_at},
                 {"fcntl", (sqlite3_syscall_ptr)control}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (vfs->xGetSystemCall(vfs, calls[i].name))
            assert_int_equal(vfs->xSetSystemCall(vfs, calls[i].name, calls[i].call), SQLITE_OK);
}

static int set_up(void **state)
{
    on_write = on_lock = 0;
    return board_set_up(state);
}

static int64_t cards(const struct board_fixture *f)
{
    return foreign_number(f->path, "SELECT count(*) FROM dj_card");
}

/* The draft that the next console would be offered. */
static bool draft_says(const struct board_fixture *f, const char *text)
{
    char *folder = scratch_path(f->folder, ".team.db-seats");
    DIR *dir = opendir(folder);
    bool says = false;
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        struct buffer bytes = {0};
        char *path = scratch_path(folder, entry->d_name);
        says |= strstr(entry->d_name, ".draft") &&
                file_read(path, LIMIT, &bytes, NULL) == STATUS_OK &&
                strstr(buffer_span(&bytes).data, text);
        buffer_free(&bytes);
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    return says;
}

static void begin_card(struct board_fixture *f)
{
    console_press(f->console, "n");
    console_type(f->console, "Que");
    console_press(f->console, "Enter");
    console_type(f->console, "what I saw today");
}

static void refused(struct board_fixture *f, const char *words)
{
    console_press(f->console, "Enter");
    console_assert_shows(f->console, words);
    console_assert_shows(f->console, "New: Question");
    console_assert_shows(f->console, "what I saw today");
    assert_true(draft_says(f, "what I saw today"));
}

static void goes_on(struct board_fixture *f)
{
    on_write = on_lock = 0;
    assert_int_equal(cards(f), 0);
    console_type(f->console, ", and more");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "On the board: what I saw today, and more");
    assert_int_equal(cards(f), 1);
    assert_false(draft_says(f, "what I saw"));
    assert_int_equal(foreign_number(f->path, "SELECT integrity_check = 'ok' FROM"
                                             " pragma_integrity_check"),
                     1);
}

static void the_disk_fails(void **state)
{
    struct board_fixture *f = *state;
    begin_card(f);
    on_write = EIO;
    refused(f, "refused");
    goes_on(f);
}

static void the_disk_is_full(void **state)
{
    struct board_fixture *f = *state;
    begin_card(f);
    on_write = ENOSPC;
    refused(f, "space");
    goes_on(f);
}

/* No wait of five seconds for somebody who is not there. */
static void there_are_no_locks(void **state)
{
    struct board_fixture *f = *state;
    begin_card(f);
    on_lock = ENOLCK;
    refused(f, "locks");
    goes_on(f);
}

/* A change of a card that exists: the old text stays in the file. */
static void a_change_is_refused(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "Que", "as it was");
    console_press(f->console, "e End");
    console_type(f->console, " and is now");
    on_write = EIO;
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "as it was and is now");
    on_write = 0;
    assert_string_equal(board_field(f, 1, CARD_TEXT), "as it was");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "as it was and is now");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_disk_fails, set_up, board_tear_down),
        cmocka_unit_test_setup_teardown(the_disk_is_full, set_up, board_tear_down),
        cmocka_unit_test_setup_teardown(there_are_no_locks, set_up, board_tear_down),
        cmocka_unit_test_setup_teardown(a_change_is_refused, set_up, board_tear_down),
    };
    replace_calls();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
