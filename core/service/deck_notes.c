/* What stands below the figures of a slide: apart, since the screen and every file say the
 * same. */
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/deck.h"

struct notes {
    struct arena *arena;
    const char **out;
    size_t count;
    bool failed;
};

static void add(struct notes *notes, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    const char *copy = text ? arena_string(notes->arena, text) : NULL;
    notes->failed = notes->failed || !copy;
    notes->out[notes->count++] = copy;
    free(text);
}

static void add_source(struct notes *notes, const struct deck_piece *piece)
{
    char date[16], time[8];
    add(notes, *piece->filters ? TEXT_DECK_META_FILTERS : TEXT_DECK_META,
        TEXT_VALUES(text_string("rows", piece->rows), text_string("dataset", piece->dataset),
                    text_string("filters", piece->filters)));
    add(notes, *piece->by ? TEXT_DECK_PINNED : TEXT_DECK_PINNED_UNNAMED,
        TEXT_VALUES(text_string("by", piece->by),
                    text_string("date", clock_local_date(date, sizeof date, piece->at_ms)),
                    text_string("time", clock_local_hm(time, sizeof time, piece->at_ms))));
}

/* Of the largest lines the total is kept, too, which is none of them. */
static void add_cut(struct notes *notes, const struct deck_table *table)
{
    int64_t rows = (int64_t)table->rows, columns = (int64_t)(table->columns - table->labels);
    int64_t all_columns = table->all_columns - (int64_t)table->labels;
    if (table->all_rows > rows)
        add(notes, table->largest ? TEXT_DECK_LARGEST : TEXT_DECK_CUT,
            TEXT_VALUES(text_number("rows", rows - table->largest),
                        text_number("all", table->all_rows - table->largest)));
    if (all_columns > columns)
        add(notes, table->largest ? TEXT_DECK_LARGEST_COLUMNS : TEXT_DECK_CUT_COLUMNS,
            TEXT_VALUES(text_number("columns", columns - table->largest),
                        text_number("all", all_columns - table->largest)));
}

size_t deck_notes(struct arena *arena, const struct deck *deck, const struct deck_piece *piece,
                  const char *out[DECK_NOTES])
{
    struct notes notes = {.arena = arena, .out = out};
    bool masked = piece->mask.counts + piece->mask.left_out > 0;
    add_source(&notes, piece);
    add_cut(&notes, &piece->table);
    if (piece->state != EVIDENCE_SAME)
        add(&notes, piece->state == EVIDENCE_CHANGED ? TEXT_DECK_CHANGED : TEXT_DECK_GONE, NULL);
    if (masked)
        add(&notes, TEXT_DECK_MASKED, TEXT_VALUES(text_number("minimum", deck->minimum)));
    if (piece->mask.guessed && deck->minimum > 1)
        add(&notes,
            strcmp(piece->kind, EVIDENCE_QUERY) == 0 ? TEXT_DECK_GUESSED_QUERY : TEXT_DECK_GUESSED,
            TEXT_VALUES(text_number("minimum", deck->minimum)));
    if (notes.failed)
        out[0] = NULL;
    return notes.count;
}
