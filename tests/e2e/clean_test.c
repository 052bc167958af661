/* `datajam clean`: groups as a list, as a column, through a list that was changed; postcodes. */
#include "tests/support/check.h"

#include <string.h>

#include "tests/support/fixture.h"

static const char towns[] = "id,town,postcode\n"
                            "1,Kitchener,N2G 4X1\n"
                            "2,kitchener,n2g4x1\n"
                            "3,KITCHENER,N2G-4X1\n"
                            "4,Kitchener,N2H 1A1\n"
                            "5,Kitchenr,K1A 0B1\n"
                            "6,Cambridge,N1R 5W8\n"
                            "7,Cambridge,N1R5W8\n"
                            "8,Cam bridge,no fixed address\n"
                            "9,Waterloo,\n"
                            "10,,N2L 3G1\n";

static const char *team;

static int make_team(void **state)
{
    (void)state;
    team = fixture_team("towns", towns);
    return 0;
}

enum { WORDS = 10 };

/* The source comes behind the first word. */
static void expect(const char *source, const char *const *words, int status, const char *out,
                   const char *err)
{
    const char *argv[WORDS + 2] = {"datajam", words[0], source};
    for (size_t i = 1; words[i]; i++)
        argv[i + 2] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s %s: exit status %d: %s", words[0], words[1], run.status, said);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

#define TEAM(status, out, err, ...)                                                                \
    expect(team, (const char *const[]){__VA_ARGS__, NULL}, status, out, err)

static void groups_are_listed(void **state)
{
    (void)state;
    TEAM(0,
         "group,value,rows,form,alike\n"
         "1,Kitchener,2,Kitchener,letters\n"
         "1,KITCHENER,1,Kitchener,letters\n"
         "1,kitchener,1,Kitchener,letters\n",
         NULL, "clean", "town");
    TEAM(0,
         "group,value,rows,form,alike\n"
         "1,Kitchener,2,Kitchener,slips\n"
         "1,KITCHENER,1,Kitchener,slips\n"
         "1,kitchener,1,Kitchener,slips\n"
         "1,Kitchenr,1,Kitchener,slips\n"
         "2,Cambridge,2,Cambridge,parts\n"
         "2,Cam bridge,1,Cambridge,parts\n",
         NULL, "clean", "towns", "town", "--alike", "slips");
}

static void all_groups_become_a_column(void **state)
{
    (void)state;
    TEAM(0, "clean town: town with 4 values written otherwise\n", NULL, "clean", "town", "--alike",
         "slips", "--as", "clean town");
    TEAM(0, "value,count\nKitchener,5\nCambridge,3\nWaterloo,1\n(empty),1\n", NULL, "facet",
         "clean town");
    TEAM(1, "", "there is a column \"clean town\" already", "clean", "town", "--as", "clean town");
}

/* A person has another form in mind, and leaves a value as it is. */
static void a_changed_list_becomes_a_column(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    const char *forms = fixture_file(folder, "forms.csv",
                                     "group;value;rows;form\n"
                                     "1;Kitchener;2;City of Kitchener\n"
                                     "1;KITCHENER;1;KITCHENER\n"
                                     "1;kitchener;1;City of Kitchener\n");
    TEAM(0, NULL, NULL, "clean", "town", "--forms", forms, "--as", "town2");
    TEAM(0,
         "value,count\nCity of Kitchener,3\nCambridge,2\nCam bridge,1\nKITCHENER,1\nKitchenr,1\n"
         "Waterloo,1\n(empty),1\n",
         NULL, "facet", "town2");
    const char *other = fixture_file(folder, "other.csv", "value,name\na,b\n");
    TEAM(1, "", "has no column \"form\"", "clean", "town", "--forms", other, "--as", "x");
    const char *none = fixture_file(folder, "none.csv", "value,form\na,a\n");
    TEAM(1, "", "changes nothing", "clean", "town", "--forms", none, "--as", "x");
}

static void postcodes(void **state)
{
    (void)state;
    TEAM(0,
         "value,rows,postcode\n"
         "K1A 0B1,1,K1A 0B1\nN1R 5W8,1,N1R 5W8\nN1R5W8,1,N1R 5W8\nN2G 4X1,1,N2G 4X1\n"
         "N2G-4X1,1,N2G 4X1\nn2g4x1,1,N2G 4X1\nN2H 1A1,1,N2H 1A1\nN2L 3G1,1,N2L 3G1\n"
         "no fixed address,1,\n",
         NULL, "clean", "postcode", "--postcode", "full");
    TEAM(0, "area: the first part of the postcodes in postcode\n", NULL, "clean", "postcode",
         "--postcode", "outer", "--as", "area");
    TEAM(0, "value,count\nN2G,3\nN1R,2\n(empty),2\nK1A,1\nN2H,1\nN2L,1\n", NULL, "facet", "area");
}

static void what_can_not_be(void **state)
{
    (void)state;
    const char *file = fixture_file(fixture_folder(), "towns.csv", towns);
    TEAM(1, "", "\"id\" has no text", "clean", "id");
    expect(fixture_team("plain", "id,town\n1,Hull\n2,Leeds\n"),
           (const char *const[]){"clean", "town", "--as", "x", NULL}, 1, "", "probably the same");
    TEAM(2, "", "choose letters, parts or slips", "clean", "town", "--alike", "sounds");
    TEAM(2, "", "choose full or outer", "clean", "town", "--postcode", "inner");
    TEAM(2, "", "only one of them", "clean", "town", "--postcode", "full", "--alike", "parts");
    TEAM(2, "", "needs a name", "clean", "town", "--forms", "f.csv");
    expect(file, (const char *const[]){"clean", "town", "--as", "x", NULL}, 1, "",
           "import it into one first");
    expect(file, (const char *const[]){"clean", "town", NULL}, 0,
           "group,value,rows,form,alike\n1,Kitchener,2,Kitchener,letters\n"
           "1,KITCHENER,1,Kitchener,letters\n1,kitchener,1,Kitchener,letters\n",
           NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(groups_are_listed, make_team),
        cmocka_unit_test_setup(all_groups_become_a_column, make_team),
        cmocka_unit_test_setup(a_changed_list_becomes_a_column, make_team),
        cmocka_unit_test_setup(postcodes, make_team),
        cmocka_unit_test_setup(what_can_not_be, make_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
