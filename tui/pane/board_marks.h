/* What is to be seen of a card beside its words: signs in a list, words where cards stand side
 * by side. Added to out, safe for the screen. */
#ifndef DATAJAM_PANE_BOARD_MARKS_H
#define DATAJAM_PANE_BOARD_MARKS_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/store/card.h"

struct pane;

/* "busted ⧗ ★ ▤2"; names: who looks at it, too. */
void board_marks_signs(const struct pane *pane, const struct card *card, bool names,
                       struct buffer *out);
/* "myth · busted · Robin · ▤ 2 · figures have changed" */
void board_marks_words(const struct pane *pane, const struct card *card, struct buffer *out);

#endif
