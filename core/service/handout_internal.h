/* The parts of the hand-out, which handout.c puts together; not for others. */
#ifndef DATAJAM_SERVICE_HANDOUT_INTERNAL_H
#define DATAJAM_SERVICE_HANDOUT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/agenda.h"
#include "core/base/text.h"
#include "core/jam/agenda_edit.h"
#include "core/jam/dictionary.h"
#include "core/jam/rules.h"
#include "core/service/handout.h"

enum { HANDOUT_WORDS = 1200 };

struct handout_making {
    struct arena *arena;
    struct handout *out;
    bool failed; /* no memory */
};

/* A line with one text. A page longer than any that people read is cut. text NULL: failed. */
void handout_add(struct handout_making *making, enum handout_kind kind, const char *text);

void handout_add_words(struct handout_making *making, enum handout_kind kind, enum text_id words);

/* A row of a table; cells are copied, one that is NULL: failed. */
void handout_add_row(struct handout_making *making, enum handout_kind kind,
                     const char *const *cells, size_t count);
void handout_add_pair(struct handout_making *making, enum handout_kind kind, const char *first,
                      const char *second);

/* The message with its places filled, in the arena; NULL: no memory. */
const char *handout_words(struct handout_making *making, enum text_id id,
                          const struct text_value *values);

/* topic.md, whose first heading becomes one of the hand-out's. */
void handout_add_page(struct handout_making *making, const char *page);

void handout_add_dictionary(struct handout_making *making, const struct dictionary *dictionary);

void handout_add_agenda(struct handout_making *making, const struct agenda_item *items,
                        size_t count);
void handout_add_roles(struct handout_making *making);
void handout_add_rules(struct handout_making *making, const struct rules *rules,
                       const struct agenda_item *items, size_t count);
void handout_add_keys(struct handout_making *making);

#endif
