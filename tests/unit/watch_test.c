/* What the console is told of others, with the kernel's help and without. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/seat.h"
#include "tests/support/team.h"
#include "tui/console/watch.h"

enum { LOOKS_MOST = 40 };

struct fixture {
    char *folder, *clock, *rules, *team;
    struct seat *seat;
    struct watch *watch;
};

static void write_file(const char *path, const char *text)
{
    assert_int_equal(file_replace(path, span_string(text), 0640, NULL), STATUS_OK);
}

static int open_all(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->clock = scratch_path(f->folder, "clock");
    f->rules = scratch_path(f->folder, "rules");
    f->team = scratch_path(f->folder, "team.db");
    write_file(f->clock, "one");
    write_file(f->team, "rows");
    assert_int_equal(seat_take(&f->seat, f->team, "Ada", NULL), STATUS_OK);
    const struct watch_places places = {f->folder, f->team, seat_folder(f->seat)};
    f->watch = watch_new(&places);
    assert_non_null(f->watch);
    *state = f;
    return 0;
}

static int close_all(void **state)
{
    struct fixture *f = *state;
    watch_free(f->watch);
    seat_leave(f->seat);
    scratch_remove(f->folder);
    free(f->clock);
    free(f->rules);
    free(f->team);
    free(f);
    return 0;
}

/* Looks until one has found that. */
static void expect(struct fixture *f, unsigned wanted)
{
    unsigned found = 0;
    for (int i = 0; i < LOOKS_MOST && !(found & wanted); i++) {
        assert_true(watch_wait(f->watch));
        found |= watch_look(f->watch);
    }
    assert_int_equal(found & wanted, wanted);
}

static void the_first_look_is_at_people(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(watch_look(f->watch), WATCH_HERE);
    assert_int_equal(watch_look(f->watch) & ~(unsigned)WATCH_FILE, 0);
}

static void what_changes_is_found(void **state)
{
    struct fixture *f = *state;
    const struct presence looks = {
        .words = "Data", .mark = "", .kind = "data", .view = "", .spot = "", .follows = ""};
    struct seat *other;
    watch_look(f->watch);
    write_file(f->clock, "two"); /* replaced, of the same size */
    expect(f, WATCH_DAY);
    write_file(f->rules, "least 5\n"); /* made */
    expect(f, WATCH_DAY);
    assert_int_equal(chmod(f->rules, 0600), 0); /* closed */
    expect(f, WATCH_DAY);
    assert_int_equal(unlink(f->rules), 0);
    expect(f, WATCH_DAY);
    assert_int_equal(seat_take(&other, f->team, "Robin", NULL), STATUS_OK);
    expect(f, WATCH_HERE);
    assert_int_equal(seat_tell(other, &looks, NULL), STATUS_OK);
    expect(f, WATCH_HERE);
    seat_leave(other);
    expect(f, WATCH_HERE);
    FILE *team = fopen(f->team, "r+");
    assert_non_null(team);
    fputs("ROWS", team);
    fclose(team);
    expect(f, WATCH_FILE);
}

/* Two commits may leave the same state behind: the file is asked now and then all the same. */
static void the_file_is_asked_in_any_case(void **state)
{
    struct fixture *f = *state;
    unsigned asked = 0;
    watch_look(f->watch);
    for (int i = 0; i < 8; i++)
        asked += (watch_look(f->watch) & WATCH_FILE) != 0;
    assert_int_equal(asked, 2);
}

static void what_is_woken_does_not_look(void **state)
{
    struct fixture *f = *state;
    watch_look(f->watch);
    watch_wake(f->watch);
    watch_wake(f->watch);
    assert_false(watch_wait(f->watch));
    assert_true(watch_wait(f->watch));
}

static void nothing_to_watch_is_no_trouble(void **state)
{
    (void)state;
    struct watch *watch = watch_new(&(struct watch_places){.jam = "", .file = NULL});
    assert_non_null(watch);
    assert_int_equal(watch_look(watch), 0);
    watch_wake(watch);
    assert_false(watch_wait(watch));
    watch_free(watch);
}

static void what_is_not_there_is_found_when_it_comes(void **state)
{
    struct fixture *f = *state;
    char *jam = scratch_path(f->folder, "jam"), *clock = scratch_path(f->folder, "jam/clock");
    struct watch *own = f->watch;
    f->watch = watch_new(&(struct watch_places){.jam = jam});
    assert_non_null(f->watch);
    assert_int_equal(watch_look(f->watch), 0);
    assert_int_equal(file_make_folder(jam, NULL), STATUS_OK);
    write_file(clock, "one");
    expect(f, WATCH_DAY);
    watch_free(f->watch);
    f->watch = own;
    free(jam);
    free(clock);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_look_is_at_people, open_all, close_all),
        cmocka_unit_test_setup_teardown(what_changes_is_found, open_all, close_all),
        cmocka_unit_test_setup_teardown(the_file_is_asked_in_any_case, open_all, close_all),
        cmocka_unit_test_setup_teardown(what_is_woken_does_not_look, open_all, close_all),
        cmocka_unit_test(nothing_to_watch_is_no_trouble),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_found_when_it_comes, open_all,
                                        close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
