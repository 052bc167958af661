/* The board from outside: exact lists, evidence and its changes, and what is said of wishes
 * that can't be met. */
#include "tests/support/check.h"

#include <string.h>

#include "tests/support/fixture.h"
#include "tests/support/team.h"

static const char visits[] = "office,kind,months\n"
                             "North,single,10\n"
                             "North,single,20\n"
                             "South,couple,40\n";

enum { WORDS = 14 };

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

/* `datajam board TEAM …`; NULL: not looked at. */
static void expect(const char *team, const char *const *words, int status, const char *out,
                   const char *err)
{
    static const char *const ada[] = {"DATAJAM_PERSON=Ada", NULL};
    const char *argv[WORDS + 3] = {"datajam", "board", team};
    for (size_t i = 0; words[i]; i++)
        argv[i + 3] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, ada);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s: exit status %d: %s", words[0] ? words[0] : "", run.status, said);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

#define AT   "2026-05-12T10:33:00Z\n"
#define HEAD "id,kind,column,text,by,at\n"

static void test_cards(void **state)
{
    const char *team = fixture_team("visits", visits);
    (void)state;
    expect(team, RUN("list"), 0, HEAD, "");
    expect(team, RUN("add", "question", "Do singles stay longer?"), 0, "1\n", "");
    expect(team, RUN("add", "find", "Couples, say 40", "--caveat", "small", "--as", "Robin"), 0,
           "2\n", "");
    expect(team, RUN("add", "Myth", "\"Young people never leave\"", "--column", "work"), 0, "3\n",
           "");
    expect(team, RUN(NULL), 0,
           HEAD "1,question,questions,Do singles stay longer?,Ada," AT
                "3,myth,working on,\"\"\"Young people never leave\"\"\",Ada," AT
                "2,finding,findings,\"Couples, say 40\",Robin," AT,
           "");
    expect(team, RUN("star", "2"), 0, "", "");
    expect(team, RUN("move", "1", "showcase"), 0, "", "");
    expect(team, RUN("move", "1", "findings"), 0, "", "");
    expect(team, RUN("archive", "3"), 0, "", "");
    expect(team, RUN("list"), 0,
           HEAD "1,question,findings,Do singles stay longer?,Ada," AT
                "2,finding,showcase,\"Couples, say 40\",Robin," AT,
           "");
    expect(team, RUN("list", "--kind", "finding", "--format", "json"), 0,
           "[\n{\"id\": 2, \"kind\": \"finding\", \"column\": \"showcase\", \"text\": \"Couples, "
           "say 40\", \"by\": \"Robin\", \"at\": \"2026-05-12T10:33:00Z\"}\n]\n",
           "");
    expect(team, RUN("list", "--archived"), 0,
           HEAD "3,myth,working on,\"\"\"Young people never leave\"\"\",Ada," AT, "");
    expect(team, RUN("undo"), 0, "", "went to the archive");
    expect(team, RUN("undo", "--as", "Robin"), 1, "", "Ada has changed the same thing since");
    expect(team, RUN("undo", "--as", "Nobody"), 0, "", "nothing to take back");
    expect(team, RUN("redo"), 0, "", "Done again");
}

static void test_fields(void **state)
{
    const char *team = fixture_team("visits", visits);
    (void)state;
    expect(team, RUN("add", "finding", "claim", "--seen", "not yet", "--tags", "a, b"), 0, "1\n",
           "");
    expect(team, RUN("add", "note", "two\nlines"), 0, "2\n", "");
    expect(team, RUN("edit", "1", "--text", "a better claim", "--follows", "act"), 0, "", "");
    expect(team, RUN("link", "1", "2"), 0, "", "");
    expect(team, RUN("show", "1"), 0,
           "Kind of card: Finding\nClaim: a better claim\nWhat should follow: act\n"
           "Seen as true: not yet\nTags: a, b\n",
           "");
    expect(team, RUN("show", "2"), 0, "Kind of card: Note\nNote: two\n    lines\n", "");
    expect(team, RUN("history", "1", "--format", "csv"), 0,
           "at,by,what\n"
           "2026-05-12T10:33:00Z,Ada,\"\"\"a better claim\"\" was tied to another card\"\n"
           "2026-05-12T10:33:00Z,Ada,\"Claim: \"\"claim\"\" became \"\"a better claim\"\"\"\n"
           "2026-05-12T10:33:00Z,Ada,\"What should follow: \"\"act\"\"\"\n"
           "2026-05-12T10:33:00Z,Ada,\"\"\"a better claim\"\" was written\"\n",
           "");
}

static void test_evidence(void **state)
{
    const char *team = fixture_team("visits", visits);
    (void)state;
    expect(team, RUN("pin", "new", "visits", "--rows", "kind", "--value", "avg:months"), 0, "1\n",
           "Pinned: By kind, couple has the highest average of months");
    expect(team, RUN("pin", "1", "--where", "office = North"), 0, "1\n", "2 of 3 rows");
    expect(team, RUN("list"), 0,
           HEAD "1,finding,findings,\"By kind, couple has the highest average of months (40.0) and "
                "single the lowest (15.0); over all it is 23.3.\",Ada," AT,
           NULL);
    expect(
        team, RUN("evidence", "1"), 0,
        "id,card,kind,dataset,title,filters,n,changed,sentence,now,by,at\n"
        "1,1,pivot,visits,kind · average of months,,3,no,\"By kind, couple has the highest "
        "average of months (40.0) and single the lowest (15.0); over all it is 23.3.\",\"By kind, "
        "couple has the highest average of months (40.0) and single the lowest (15.0); over all it "
        "is 23.3.\",Ada," AT
        "2,1,data,visits,rows of visits,office = North,2,no,2 of 3 rows of visits (67 %) meet: "
        "office = North.,2 of 3 rows of visits (67 %) meet: office = North.,Ada," AT,
        "");
    foreign_sql(team, "UPDATE visits SET months = 11 WHERE months = 10");
    struct fixture_run run = fixture_run(RUN("datajam", "board", team, "evidence"), NULL, NULL);
    const char *out = buffer_span(&run.out).data;
    assert_non_null(strstr(out, ",3,yes,"));
    assert_non_null(strstr(out, "(15.5)"));
    assert_non_null(strstr(out, ",2,yes,"));
    fixture_run_free(&run);
    expect(team, RUN("unpin", "2"), 0, "", "");
    expect(team, RUN("unpin", "2"), 1, "", "there is no evidence 2");
}

static void test_wishes_that_can_not_be_met(void **state)
{
    const char *team = fixture_team("visits", visits);
    const char *file = fixture_file(fixture_folder(), "visits.csv", visits);
    (void)state;
    expect(team, RUN("lst"), 2, "", "did you mean \"list\"?");
    expect(team, RUN("add", "question"), 2, "", "board SOURCE add KIND TEXT");
    expect(team, RUN("star", "1", "2"), 2, "", "\"2\" is one word too many");
    expect(team, RUN("add", "dream", "x"), 1, "", "choose question, finding");
    expect(team, RUN("add", "myth", "x", "--verdict", "bustd"), 2, "", "one that is: \"busted\"");
    expect(team, RUN("list", "--column", "attic"), 2, "", "there is no column \"attic\"");
    expect(team, RUN("star", "7"), 1, "", "there is no card 7");
    expect(team, RUN("star", "x"), 1, "", "\"x\" is no number of a card");
    expect(team, RUN("add", "note", "  "), 1, "", "a card needs some words");
    expect(team, RUN("pin", "new", "visits", "--rows", "ofice"), 1, "", "\"office\"");
    expect(team, RUN("pin", "new", "visits", "--rows", "office", "--kind", "bars"), 2, "",
           "did you mean \"bar\"?");
    expect(team, RUN("pin", "new", "visits", "--rows", "office", "--by", "ofice"), 1, "",
           "\"office\"");
    expect(file, RUN("add", "note", "x"), 1, "", "a team file is needed");
    expect(file, RUN("list"), 0, HEAD, "");
    expect(team, RUN("list"), 0, HEAD, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cards),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_wishes_that_can_not_be_met),
    };
    return cmocka_run_group_tests_name("board from outside", tests, NULL, NULL);
}
