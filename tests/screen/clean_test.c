/* Addresses written five ways, put right as a new user does it, by what can be read on the screen
 * at that moment, and by the mouse. */
#include "tests/support/check.h"
#include "tests/support/sample.h"

static const char towns[] = "id,town,postcode\n"
                            "1,Kitchener,N2G 4X1\n"
                            "2,kitchener,n2g4x1\n"
                            "3,KITCHENER,N2G-4X1\n"
                            "4,Kitchener,N2H 1A1\n"
                            "5,Kitchenr,K1A 0B1\n"
                            "6,Cambridge,N1R 5W8\n"
                            "7,Cambridge ,N1R5W8\n"
                            "8,Cambridge,N1R5W8\n"
                            "9,Waterloo,no fixed address\n"
                            "10,,N2L 3G1\n"
                            "11,Waterloo,N2L 3G1\n"
                            "12,Waterloo,N2L 3G1\n";

static void groups_are_ticked_and_written(void **state)
{
    (void)state;
    struct vt *vt = sample_start_csv(towns);
    vt_keys(vt, "Right F9 Right Right Right"); /* the menu has it, with its key */
    vt_expect(vt, "Clean up values…");
    vt_keys(vt, "Esc l");
    vt_expect(vt, "Space tick");
    vt_keys(vt, "Right Right Space Down Down Space");
    vt_golden(vt, "clean-80x24");
    vt_expect(vt, "Enter column");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Name: town_clean");
    vt_keys(vt, "Enter");
    vt_expect(vt, "New column: town_clean · u takes it back");
    vt_golden(vt, "cleaned-80x24");
    vt_keys(vt, "u");
    vt_expect(vt, "3 columns");
    vt_keys_end(vt, "F10");
    vt_free(vt);
}

static void postcodes_are_cut_down(void **state)
{
    (void)state;
    struct vt *vt = sample_start_csv(towns);
    vt_resize(vt, 40, 120);
    vt_keys(vt, "Right Right L Right");
    vt_golden(vt, "postcodes-120x40");
    vt_expect(vt, "Enter new column");
    vt_keys(vt, "Enter Enter");
    vt_expect(vt, "New column: postcode_area");
    vt_keys_end(vt, "F10");
    vt_free(vt);
}

/* A click on a tick, and two on the form that all of the group is to have. */
static void the_mouse_ticks(void **state)
{
    (void)state;
    enum { GROUP = 7, MEMBER = 9, TICK = 3, TEXT = 12 };
    struct vt *vt = sample_start_csv(towns);
    vt_keys(vt, "Right l");
    vt_click(vt, GROUP, TICK);
    vt_expect(vt, "[x] Kitchener");
    vt_click(vt, MEMBER, TEXT);
    vt_click(vt, MEMBER, TEXT);
    vt_expect(vt, "[x] KITCHENER");
    vt_keys(vt, "Esc");
    vt_keys_end(vt, "F10");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_ticked_and_written),
        cmocka_unit_test(postcodes_are_cut_down),
        cmocka_unit_test(the_mouse_ticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
