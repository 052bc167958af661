/* The sample jam for screen tests: made once per test program, copied for each test. */
#ifndef DATAJAM_TESTS_SAMPLE_H
#define DATAJAM_TESTS_SAMPLE_H

#include "tests/support/vt.h"

/* A copy of its own; the text lives as long as the test program. */
const char *sample_jam(void);

/* The console of its team North, joined as Ada in the given folder of sample_jam. */
struct vt *sample_start(const char *jam, int cols, int rows);
struct vt *sample_start_as(const char *jam, const char *person, int cols, int rows);
struct vt *sample_start_keyboard(const char *jam, int cols, int rows, enum vt_keyboard keyboard);

/* A console with one dataset made from the given CSV, 80 × 24. */
struct vt *sample_start_csv(const char *csv);

#endif
