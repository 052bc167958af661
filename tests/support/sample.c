/* The sample jam, as many times as tests want it; big files are linked, not copied. */
#include "tests/support/sample.h"

#include "tests/support/check.h"
#include "tests/support/fixture.h"

const char *sample_jam(void)
{
    static const char *made;
    if (!made) {
        made = fixture_path(fixture_folder(), "jam");
        fixture_do(VT_ARGS("datajam", "demo", made, "--no-console"));
    }
    const char *jam = fixture_path(fixture_folder(), "jam");
    /* What is written to is its own; the rest is linked. */
    fixture_do(VT_ARGS("/bin/sh", "-c",
                       "cp -al $0 $1 && cd $1 && rm -r teams jam.db && cp -a $0/teams $0/jam.db .",
                       made, jam));
    return jam;
}

struct vt *sample_start_keyboard(const char *jam, int cols, int rows, enum vt_keyboard keyboard)
{
    const struct vt_options options = {.rows = rows, .cols = cols, .keyboard = keyboard};
    return vt_start(&options,
                    VT_ARGS("datajam", "join", fixture_path(jam, "north"), "--as", "Ada"));
}

struct vt *sample_start_as(const char *jam, const char *person, int cols, int rows)
{
    const struct vt_options options = {.rows = rows, .cols = cols};
    return vt_start(&options,
                    VT_ARGS("datajam", "join", fixture_path(jam, "north"), "--as", person));
}

struct vt *sample_start(const char *jam, int cols, int rows)
{
    return sample_start_keyboard(jam, cols, rows, VT_XTERM);
}

struct vt *sample_start_csv(const char *csv)
{
    struct vt *vt =
        vt_start(NULL, VT_ARGS("datajam", "open", fixture_team("small", csv), "--as", "Ada"));
    vt_keys(vt, "2");
    return vt;
}
