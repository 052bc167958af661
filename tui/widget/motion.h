/* How the cursor of a list of lines moves, and what of the list is seen. */
#ifndef DATAJAM_WIDGET_MOTION_H
#define DATAJAM_WIDGET_MOTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/console/key.h"

/* Moves the cursor among count lines; too far is as far as it goes. */
void motion_move(size_t *cursor, size_t count, int64_t by);

/* Arrows, pages, Home, End, and their twins. height: lines that are seen. False: another key. */
bool motion_key(const struct key *key, size_t *cursor, size_t count, int height);

/* The first line that is seen, so that the cursor's is. */
void motion_scroll(size_t *top, size_t cursor, size_t count, int height);

#endif
