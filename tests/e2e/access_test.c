/*
 * A jam with a Unix user for each person: who may do what, from the console, from the command
 * line, and around both with plain tools. It needs to be root, or to be so in a namespace of its
 * own; where neither is to be had, it says loudly that it did not run.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/folder.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tests/support/vt.h"

#define MARK          "zebra7731" /* stands in a row, and nowhere else */
#define ASKED_FOR     "DATAJAM_ACCESS_NAMESPACE"
#define FACILITATORS  "20001"
#define LEADS         "20002"
#define NORTH         "20101"
#define SOUTH         "20102"
#define ONLY_THEM     "only facilitators can do this"
#define ONLY_TEAM     "only the team, coaches and facilitators"
#define CLOSED        "are closed still"
#define ONLY_LOOK     "rows and profiles may be looked at"
#define ALL_OF_A_TEAM FACILITATORS "," LEADS "," NORTH "," SOUTH

/* People, by the options of setpriv(1). */
struct person {
    const char *uid, *groups;
};

static const struct person robin = {"21001", ALL_OF_A_TEAM}; /* facilitators */
static const struct person alex = {"21002", ALL_OF_A_TEAM};
static const struct person kim = {"21003", NORTH "," SOUTH}; /* a coach */
static const struct person nora = {"21004", NORTH};
static const struct person lena = {"21005", NORTH "," LEADS};
static const struct person sam = {"21006", SOUTH};
static const struct person nobody = {"21007", "21007"};

/* ---- being somebody ---- */

static bool can_be_others(void)
{
    int status = 1;
    pid_t child = fork();
    if (child == 0)
        _exit(setgroups(0, NULL) == 0 && setgid(21001) == 0 && setuid(21001) == 0 ? 0 : 1);
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* The whole program once more, as root of a namespace with users to spare, where it may be. */
static void try_namespace(const char *self)
{
    const char *argv[] = {"unshare", "--map-auto", "--map-root-user", "true", NULL};
    struct fixture_run run = {.status = 1};
    if (!getenv(ASKED_FOR))
        run = fixture_run(argv, NULL, NULL);
    if (run.status == 0) {
        argv[3] = self;
        setenv(ASKED_FOR, "1", 1);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
    }
    fixture_run_free(&run);
}

enum { WORDS_MOST = 24 };

struct place {
    const char *folder, *jam, *program;
};

/* setpriv and its options in front of argv; "datajam" is the copy that all may run. */
static void dress(const struct place *place, const struct person *who, const char *const *argv,
                  const char **out, char words[3][64])
{
    size_t n = 0;
    snprintf(words[0], 64, "--reuid=%s", who->uid);
    snprintf(words[1], 64, "--regid=%s", who->uid);
    snprintf(words[2], 64, "--groups=%s", who->groups);
    out[n++] = "setpriv";
    for (int i = 0; i < 3; i++)
        out[n++] = words[i];
    for (size_t i = 0; argv[i] && n + 1 < WORDS_MOST; i++)
        out[n++] = strcmp(argv[i], "datajam") == 0 ? place->program : argv[i];
    out[n] = NULL;
}

static struct fixture_run run_as(const struct place *place, const struct person *who,
                                 const char *const *argv)
{
    const char *dressed[WORDS_MOST];
    char words[3][64];
    dress(place, who, argv, dressed, words);
    return fixture_run(dressed, place->folder, VT_ARGS("HOME=/nonexistent", "TMPDIR=/tmp"));
}

/* It works; out (may be NULL) stands in what it writes. */
static void does(const struct place *place, const struct person *who, const char *out,
                 const char *const *argv)
{
    struct fixture_run run = run_as(place, who, argv);
    if (run.status != 0 || (out && !strstr(buffer_span(&run.out).data, out)))
        fail_msg("%s %s: %d: %s%s", argv[0], argv[1], run.status, buffer_span(&run.out).data,
                 buffer_span(&run.err).data);
    fixture_run_free(&run);
}

/* It doesn't, says so on standard error, and gives away no row. */
static void fails(const struct place *place, const struct person *who, const char *words,
                  const char *const *argv)
{
    struct fixture_run run = run_as(place, who, argv);
    const char *out = buffer_span(&run.out).data, *err = buffer_span(&run.err).data;
    if (run.status == 0 || run.status >= 126 || !strstr(err, words) || strstr(out, MARK) ||
        strstr(err, MARK))
        fail_msg("%s %s %s was to fail with \"%s\", but: %d: %s%s", argv[0], argv[1],
                 argv[2] ? argv[2] : "", words, run.status, out, err);
    fixture_run_free(&run);
}

/* A line for the shell, in the jam's folder, that must fail. */
static void shell_fails(const struct place *place, const struct person *who, const char *line)
{
    struct fixture_run run =
        run_as(place, who, VT_ARGS("sh", "-c", "cd \"$0\" && eval \"$1\"", place->jam, line));
    if (run.status == 0 || strstr(buffer_span(&run.out).data, MARK))
        fail_msg("%s: worked: %s", line, buffer_span(&run.out).data);
    fixture_run_free(&run);
}

/* Names, modes, owners and sums of all of the jam but for one team's own folder. */
static char *sum_of(const struct place *place, const char *but)
{
    static const char script[] = "cd \"$0\" && find . -path \"./$1\" -prune -o -printf "
                                 "'%p %m %u %g\\n' | sort && find . -path \"./$1\" -prune -o "
                                 "-type f -print0 | sort -z | xargs -0 sha256sum";
    struct fixture_run run = fixture_run(VT_ARGS("sh", "-c", script, place->jam, but), NULL, NULL);
    assert_int_equal(run.status, 0);
    char *sum = strdup(buffer_span(&run.out).data);
    assert_non_null(sum);
    fixture_run_free(&run);
    return sum;
}

/* ---- the jam ---- */

static void copy_program(struct place *place)
{
    static const char script[] = "cp \"$0\" \"$1\" && chmod 755 \"$1\"";
    place->program = fixture_path(place->folder, "datajam");
    fixture_do(VT_ARGS("sh", "-c", script, fixture_program("datajam"), place->program));
}

static void write_topic(const char *folder, const char *topic)
{
    char name[64];
    snprintf(name, sizeof name, "topics/%s/data", topic);
    assert_int_equal(file_make_folder(fixture_path(folder, name), NULL), STATUS_OK);
    snprintf(name, sizeof name, "topics/%s/topic.md", topic);
    fixture_file(folder, name, "# A topic\n");
    snprintf(name, sizeof name, "topics/%s/data/visits.csv", topic);
    fixture_file(folder, name, "client,office,amount\n1," MARK ",2\n2,North,3\n3,North,4\n");
}

static struct place make_jam(void)
{
    static const char agenda[] = "time,title,minutes,kind\n09:00,Kick-off,30,kick-off\n"
                                 "09:30,Analysis 1,90,analysis\n11:00,Lunch,45,lunch\n"
                                 "11:45,Analysis 2,60,analysis\n";
    struct place place = {.folder = fixture_folder()};
    scratch_let_pass(place.folder);
    copy_program(&place);
    const char *prepared = fixture_path(place.folder, "prepared");
    assert_int_equal(file_make_folder(prepared, NULL), STATUS_OK);
    write_topic(prepared, "housing");
    write_topic(prepared, "jobs");
    const char *plan = fixture_file(prepared, "agenda.csv", agenda);
    const char *home = fixture_path(place.folder, "jams");
    assert_int_equal(mkdir(home, 0755), 0);
    assert_int_equal(chown(home, 21001, 21001), 0);
    place.jam = fixture_path(home, "jam");
    does(&place, &robin, NULL,
         VT_ARGS("datajam", "new", place.jam, "--agenda", plan, "--topics",
                 fixture_path(prepared, "topics"), "--group", FACILITATORS, "--leads", LEADS));
    does(&place, &robin, "its data come when",
         VT_ARGS("datajam", "team", "add", place.jam, "North", "--topic", "housing", "--group",
                 NORTH));
    does(
        &place, &alex, "its data come when",
        VT_ARGS("datajam", "team", "add", place.jam, "South", "--topic", "jobs", "--group", SOUTH));
    assert_int_equal(chmod(prepared, 0700), 0); /* it has the rows, too */
    return place;
}

static const char *at(const struct place *place, const char *name)
{
    return fixture_path(place->jam, name);
}

/* ---- what a participant can't do ---- */

static void try_verbs(const struct place *place, const struct person *who, const char *other)
{
    const char *jam = place->jam, *own = fixture_file("/tmp", "datajam-own.csv", "a,b\n1,2\n");
    const char *plan = fixture_file("/tmp", "datajam-plan.csv", "time,title,minutes\n9:00,Tea,9\n");
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "clock", jam, "start"));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "clock", jam, "next"));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "clock", jam, "say", "hello"));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "rules", jam, "--data", "open"));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "rules", jam, "--exports", "yes"));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "team", "add", jam, "X", "--topic", "housing"));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "agenda", jam));
    fails(place, who, ONLY_THEM, VT_ARGS("datajam", "agenda", jam, plan));
    fails(place, who, ONLY_TEAM, VT_ARGS("datajam", "rows", other));
    fails(place, who, ONLY_TEAM, VT_ARGS("datajam", "datasets", other));
    fails(place, who, ONLY_TEAM, VT_ARGS("datajam", "board", other, "add", "question", "mine?"));
    fails(place, who, "no permission", VT_ARGS("datajam", "import", other, own));
    fails(place, who, ONLY_TEAM, VT_ARGS("datajam", "backup", other));
    fails(place, who, ONLY_TEAM, VT_ARGS("datajam", "query", other, "SELECT 1"));
    fails(place, who, "no permission", VT_ARGS("datajam", "doctor", fixture_path(jam, "jam.db")));
    assert_int_equal(unlink(own), 0);
    assert_int_equal(unlink(plan), 0);
}

static void try_plain_tools(const struct place *place, const struct person *who, const char *other)
{
    static const char *const lines[] = {
        "echo x >clock",
        "echo x >>clock",
        "rm -f clock",
        "mv clock mine",
        "echo x >rules",
        "rm -f rules",
        "touch rules.next",
        "echo x >notices",
        "cat jam.db",
        "echo x >>jam.db",
        "touch jam.db-journal",
        "ln -s /etc topics/x",
        "mkdir teams/mine",
        "touch topics/a",
        "rm -rf topics/housing",
        "chmod 777 topics",
        "chmod 755 topics/housing/data",
        "mv topics/jobs /tmp",
        "rm -rf shared",
    };
    char line[160];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        shell_fails(place, who, lines[i]);
    static const char *const of_others[] = {
        "ls teams/%s",      "cat teams/%s/team.db", "echo x >>teams/%s/team.db",
        "touch teams/%s/x", "chmod 777 teams/%s",   "mv teams/%s teams/z"};
    for (size_t i = 0; i < sizeof of_others / sizeof *of_others; i++) {
        const char *hole = strstr(of_others[i], "%s");
        snprintf(line, sizeof line, "%.*s%s%s", (int)(hole - of_others[i]), of_others[i], other,
                 hole + 2);
        shell_fails(place, who, line);
    }
}

static void try_rows(const struct place *place, const struct person *who, const char *own)
{
    const char *data = at(place, "topics/housing/data/visits.csv");
    fails(place, who, CLOSED, VT_ARGS("datajam", "rows", data));
    fails(place, who, CLOSED, VT_ARGS("datajam", "profile", data));
    fails(place, who, CLOSED, VT_ARGS("datajam", "convert", data));
    fails(place, who, CLOSED, VT_ARGS("datajam", "import", own, data));
    fails(place, who, "no permission", VT_ARGS("datajam", "import", own, data, "--dry-run"));
    fails(place, who, "there is no dataset in it yet", VT_ARGS("datajam", "rows", own));
    shell_fails(place, who, "cat topics/*/data/*");
    shell_fails(place, who, "ls topics/housing/data");
    shell_fails(place, who, "grep -r " MARK " .");
    shell_fails(place, who, "cp -r topics/housing/data /tmp/datajam-mine");
}

static struct vt *open_as(const struct place *place, const struct person *who, bool stays,
                          const char *const *argv)
{
    const char *dressed[WORDS_MOST];
    char words[3][64];
    const struct vt_options options = {.env = VT_ARGS("HOME=/nonexistent", "TMPDIR=/tmp"),
                                       .folder = place->folder,
                                       .cols = 160,
                                       .rows = 40,
                                       .unmarked = !stays};
    dress(place, who, argv, dressed, words);
    return vt_start(&options, dressed);
}

/* The facilitator's console is none for participants, and their own shows no row. */
static void try_consoles(const struct place *place)
{
    struct vt *vt =
        open_as(place, &nora, true, VT_ARGS("datajam", "join", at(place, "north"), "--as", "Nora"));
    vt_keys(vt, "2");
    vt_expect(vt, "The data are closed until the first analysis phase begins.");
    vt_free(vt);
    vt = open_as(place, &nora, false, VT_ARGS("datajam", "facilitate", place->jam));
    int status = vt_wait_end(vt);
    assert_int_equal(WEXITSTATUS(status), 1);
    vt_expect(vt, "only facilitators");
    vt_free(vt);
}

static void before_the_phase(void **state)
{
    struct place place = make_jam();
    const struct place *p = &place;
    const char *north = at(p, "north"), *south = at(p, "south");
    char *before = sum_of(p, "teams/north");
    (void)state;
    try_verbs(p, &nora, south);
    try_plain_tools(p, &nora, "south");
    try_rows(p, &nora, north);
    try_consoles(p);
    char *after = sum_of(p, "teams/north");
    assert_string_equal(before, after);
    free(after);
    try_verbs(p, &nobody, north);
    try_plain_tools(p, &nobody, "north");
    after = sum_of(p, "teams/north");
    assert_string_equal(before, after);
    free(after);
    free(before);
    does(p, &nora, "state=waiting", VT_ARGS("datajam", "clock", p->jam, "status"));
    does(p, &nora, "data=closed", VT_ARGS("datajam", "rules", p->jam));
    does(p, &nora, "1", VT_ARGS("datajam", "board", north, "add", "question", "ours?"));
}

/* Leads look at rows and profiles of closed data, and do no more; coaches see all teams. */
static void leads_look(void **state)
{
    struct place place = make_jam();
    const struct place *p = &place;
    const char *data = at(p, "topics/jobs/data/visits.csv"), *north = at(p, "north");
    (void)state;
    does(p, &lena, MARK, VT_ARGS("datajam", "rows", data));
    does(p, &lena, "office", VT_ARGS("datajam", "profile", data));
    fails(p, &lena, ONLY_LOOK, VT_ARGS("datajam", "facet", data, "office"));
    fails(p, &lena, ONLY_LOOK, VT_ARGS("datajam", "pivot", data, "--rows", "office"));
    fails(p, &lena, ONLY_LOOK, VT_ARGS("datajam", "chart", data, "--rows", "office"));
    fails(p, &lena, ONLY_LOOK, VT_ARGS("datajam", "query", data, "SELECT 1"));
    fails(p, &lena, ONLY_LOOK, VT_ARGS("datajam", "convert", data));
    fails(p, &lena, ONLY_LOOK, VT_ARGS("datajam", "import", north, data));
    does(p, &robin, MARK ",1", VT_ARGS("datajam", "facet", data, "office"));
    does(p, &kim, "South", VT_ARGS("datajam", "coach", p->jam, "teams"));
    does(p, &kim, NULL, VT_ARGS("datajam", "coach", p->jam, "take", "South", "--as", "Kim"));
    does(p, &robin, "South,there,Kim", VT_ARGS("datajam", "coach", p->jam, "round"));
    fails(p, &nora, "no permission", VT_ARGS("datajam", "coach", p->jam, "take", "South"));
    does(p, &kim, NULL, VT_ARGS("datajam", "coach", p->jam, "done", "South", "--as", "Kim"));
    fails(p, &kim, ONLY_THEM, VT_ARGS("datajam", "clock", p->jam, "start"));
    fails(p, &kim, CLOSED, VT_ARGS("datajam", "rows", data));
    fails(p, &nobody, "You can't open north, south", VT_ARGS("datajam", "coach", p->jam, "queue"));
    does(p, &nora, "call", VT_ARGS("datajam", "coach", p->jam, "queue"));
}

/* Two consoles of a team: one of them brings the data, once. Back closes nothing. */
static void the_phase_opens(void **state)
{
    struct place place = make_jam();
    const struct place *p = &place;
    const char *file = at(p, "teams/north/team.db");
    (void)state;
    struct vt *one =
        open_as(p, &nora, true, VT_ARGS("datajam", "join", at(p, "north"), "--as", "Nora"));
    struct vt *other =
        open_as(p, &lena, true, VT_ARGS("datajam", "join", at(p, "north"), "--as", "Lena"));
    vt_wait_for(one, "Lena here"); /* whoever opens the file is shown */
    vt_wait_for(other, "Nora here");
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "start"));
    fails(p, &nora, CLOSED, VT_ARGS("datajam", "rows", at(p, "topics/housing/data/visits.csv")));
    /* somebody who does not own the folders */
    does(p, &alex, "Analysis 1", VT_ARGS("datajam", "clock", p->jam, "next"));
    vt_send(one, "2", 1);
    vt_send(other, "2", 1);
    vt_wait_for(one, MARK);
    vt_wait_for(other, MARK);
    assert_int_equal(foreign_number(file, "SELECT count(*) FROM dj_dataset"), 1);
    assert_int_equal(foreign_number(file, "SELECT count(*) FROM dj_log WHERE action = 'import'"),
                     1);
    vt_free(one);
    vt_free(other);
    does(p, &nora, MARK, VT_ARGS("datajam", "rows", at(p, "north")));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "back"));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "pause"));
    does(p, &sam, MARK, VT_ARGS("datajam", "rows", at(p, "topics/jobs/data/visits.csv")));
    try_verbs(p, &nora, at(p, "south"));
    fails(p, &nora, ONLY_TEAM, VT_ARGS("datajam", "rows", at(p, "south")));
}

/* Told to, they close again for this phase. */
static void closed_again(void **state)
{
    struct place place = make_jam();
    const struct place *p = &place;
    const char *data = at(p, "topics/jobs/data/visits.csv");
    (void)state;
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "start"));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "next"));
    does(p, &sam, MARK, VT_ARGS("datajam", "rows", data));
    does(p, &robin, "data=closed", VT_ARGS("datajam", "rules", p->jam, "--data", "closed"));
    fails(p, &sam, CLOSED, VT_ARGS("datajam", "rows", data));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "pause"));
    fails(p, &sam, CLOSED, VT_ARGS("datajam", "rows", data));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "resume"));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "next"));
    fails(p, &sam, CLOSED, VT_ARGS("datajam", "rows", data));
    does(p, &robin, NULL, VT_ARGS("datajam", "clock", p->jam, "next"));
    does(p, &sam, MARK, VT_ARGS("datajam", "rows", data));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_the_phase),
        cmocka_unit_test(leads_look),
        cmocka_unit_test(the_phase_opens),
        cmocka_unit_test(closed_again),
    };
    (void)argc;
    if (!can_be_others()) {
        try_namespace(argv[0]);
        fputs("NOT RUN: access_test needs other users: run it as root, or give this account "
              "subordinate ids (newuidmap)\n[  SKIPPED ] 4 test(s).\n",
              stderr);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
