/*
 * What the manuals of a jam tell people to type is typed, from nothing to a running day: files in
 * literal blocks under their name are written, lines that begin with "datajam" are run as they
 * stand, and those that open a console open one, in which a team calls a coach.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tests/support/vt.h"

enum { PAGE_MOST = 1 << 20, LINE_MOST = 400 };

/* ---- mdoc ---- */

/* A line as it is shown: "\-" is "-", "\(dq" is a quotation mark. */
static void read_line(const char **at, char *out)
{
    size_t n = 0;
    for (; **at && **at != '\n'; (*at)++) {
        assert_true(n + 1 < LINE_MOST);
        if ((*at)[0] == '\\' && strncmp(*at, "\\(dq", 4) == 0) {
            out[n++] = '"';
            *at += 3;
        } else if ((*at)[0] == '\\' && (*at)[1] == '&') {
            *at += 1;
        } else if ((*at)[0] != '\\') {
            out[n++] = **at;
        }
    }
    out[n] = '\0';
    *at += **at == '\n';
}

struct reading {
    const char *folder;
    char file[LINE_MOST]; /* the last name under which a block may stand; "" */
    bool in_block;
    struct buffer block;
    size_t files, commands, consoles;
};

/* ---- doing ---- */

static bool is_console(const char *command)
{
    char verb[32] = "", jam[64] = "", word[64] = "";
    sscanf(command, "datajam %31s %63s %63s", verb, jam, word);
    return strcmp(verb, "facilitate") == 0 || strcmp(verb, "join") == 0 ||
           (strcmp(verb, "clock") == 0 && strcmp(word, "show") == 0) ||
           (strcmp(verb, "coach") == 0 && (!*word || word[0] == '-'));
}

/* What a team does when it needs somebody. */
static void call_a_coach(struct vt *vt)
{
    vt_keys(vt, "F8");
    vt_keys(vt, "Enter");
    vt_type(vt, "shares or counts?");
    vt_keys(vt, "Enter");
    vt_wait_for(vt, "waiting for a coach");
}

static const char *in_shell(const char *command)
{
    static char line[LINE_MOST + 600];
    const char *program = fixture_program("datajam");
    snprintf(line, sizeof line, "exec %s%s", program, command + strlen("datajam"));
    return line;
}

static void open_console(const struct reading *reading, const char *command)
{
    const char *as = "DATAJAM_PERSON=Nora";
    const struct vt_options options = {
        .folder = reading->folder, .cols = 110, .rows = 34, .env = (const char *const[]){as, NULL}};
    struct vt *vt = vt_start(&options, VT_ARGS("sh", "-c", in_shell(command)));
    if (strncmp(command, "datajam join", 12) == 0)
        call_a_coach(vt);
    int status = vt_keys_end(vt, "q");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("%s: ended with %x", command, (unsigned)status);
    vt_free(vt);
}

static void run(struct reading *reading, const char *command)
{
    reading->commands++;
    if (is_console(command)) {
        reading->consoles++;
        open_console(reading, command);
        return;
    }
    struct fixture_run done =
        fixture_run(VT_ARGS("sh", "-c", in_shell(command)), reading->folder, NULL);
    if (done.status != 0)
        fail_msg("%s: %d: %s%s", command, done.status, buffer_span(&done.out).data,
                 buffer_span(&done.err).data);
    fixture_run_free(&done);
}

static void write_file(struct reading *reading)
{
    char *folder = strdup(fixture_path(reading->folder, reading->file));
    assert_non_null(folder);
    *strrchr(folder, '/') = '\0';
    assert_int_equal(file_make_folder(folder, NULL), STATUS_OK);
    fixture_file(reading->folder, reading->file, buffer_span(&reading->block).data);
    free(folder);
    reading->files++;
}

static void take_line(struct reading *reading, const char *line)
{
    char name[LINE_MOST] = "";
    if (strncmp(line, ".Bd -literal", 12) == 0) {
        reading->in_block = true;
        buffer_clear(&reading->block);
    } else if (strncmp(line, ".Ed", 3) == 0) {
        if (*reading->file)
            write_file(reading);
        reading->in_block = false;
        *reading->file = '\0';
    } else if (reading->in_block && *reading->file) {
        buffer_add_string(&reading->block, line);
        buffer_add_byte(&reading->block, '\n');
    } else if (reading->in_block && strncmp(line, "datajam ", 8) == 0) {
        run(reading, line);
    } else if (strncmp(line, ".Dl datajam ", 12) == 0) {
        run(reading, line + 4);
    } else if (sscanf(line, ".Pa %399s :", name) == 1 && strstr(line, " :")) {
        memcpy(reading->file, name, sizeof name);
    } else if (strcmp(line, ".Pp") != 0) {
        *reading->file = '\0';
    }
}

static struct reading read_manual(const char *page, const char *folder)
{
    struct reading reading = {.folder = folder};
    struct buffer text = {0};
    char line[LINE_MOST];
    assert_int_equal(file_read(page, PAGE_MOST, &text, NULL), STATUS_OK);
    for (const char *at = buffer_span(&text).data; *at;) {
        read_line(&at, line);
        take_line(&reading, line);
    }
    buffer_free(&text);
    buffer_free(&reading.block);
    return reading;
}

static void expect_status(const char *folder, const char *words)
{
    struct fixture_run status =
        fixture_run(VT_ARGS("datajam", "clock", "spring-jam", "status"), folder, NULL);
    if (!strstr(buffer_span(&status.out).data, words))
        fail_msg("no %s in %s", words, buffer_span(&status.out).data);
    fixture_run_free(&status);
}

/* ---- the manuals ---- */

static const char *from_nothing(void)
{
    const char *folder = fixture_folder();
    struct reading reading = read_manual("man/datajam-jam.5", folder);
    assert_int_equal(reading.files, 4);
    assert_true(reading.commands >= 5);
    expect_status(folder, "state=running");
    return folder;
}

static void the_folder_of_a_jam(void **state)
{
    const char *folder = from_nothing();
    struct buffer rules = {0};
    (void)state;
    assert_int_equal(file_read(fixture_path(folder, "spring-jam/rules"), PAGE_MOST, &rules, NULL),
                     STATUS_OK);
    assert_string_equal(buffer_span(&rules).data,
                        "datajam-rules 1\nminimum=10\nexports=no\ndata=closed\n");
    buffer_free(&rules);
}

static void a_day_with_its_coaches(void **state)
{
    const char *folder = from_nothing();
    (void)state;
    fixture_do(VT_ARGS("rm", "-r", fixture_path(folder, "spring-jam")));
    struct reading day = read_manual("man/datajam-facilitate.1", folder);
    assert_true(day.commands >= 14);
    assert_int_equal(day.consoles, 3);
    expect_status(folder, "phase=Analysis 1\nstate=running\n");
    struct reading coach = read_manual("man/datajam-coach.1", folder);
    assert_true(coach.commands >= 7);
    assert_int_equal(coach.consoles, 1);
    const char *north = fixture_path(folder, "spring-jam/teams/north/team.db");
    assert_int_equal(foreign_number(north, "SELECT count(*) FROM dj_help WHERE coach = 'Kim'"
                                           " AND tip = 'count people, not rows'"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_of_a_jam),
        cmocka_unit_test(a_day_with_its_coaches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
