/*
 * Forms: the kinds of new columns that a few words say, each with a choice and some lines to
 * type; over the screen, with a look at what would come out. Apart from groups of values, which
 * are ticked (grouping.h).
 */
#ifndef DATAJAM_PANE_FORM_H
#define DATAJAM_PANE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"
#include "core/service/derive.h"
#include "tui/console/overlay.h"
#include "tui/pane/look.h"
#include "tui/widget/line.h"

struct job;
struct pane;

struct form_line {
    enum text_id label, hint;
    const char *initial;
    unsigned choices; /* bits of those that it belongs to */
    bool columns;     /* a column's name may stand there */
};

struct form {
    enum text_id entry, detail; /* in the list of kinds */
    enum text_id title;         /* with the place {column} */
    enum text_id name;          /* that is proposed, with the same place */
    enum recipe_kind kind;
    unsigned types; /* bits of column types that it is for */
    enum text_id choice_label;
    enum text_id choices[7]; /* TEXT_NONE behind the last */
    struct form_line lines[LOOK_LINES];
};

extern const struct form forms[];
extern const size_t form_count;

bool form_fits(const struct form *form, enum column_type type);
size_t form_choices(const struct form *form);

/* The recipe that a wish says; its texts stay those of the wish, the rest is in arena. */
enum status form_recipe(const struct look_wish *wish, struct frame_use *use, size_t position,
                        struct arena *arena, struct recipe *out, struct error *err);

/* The form, choice and lines that say a recipe of a column of that type; false: no form does.
 * Lines in arena. */
bool form_of_recipe(const struct dataset_info *dataset, const struct recipe *recipe,
                    enum column_type type, struct arena *arena, struct look_wish *out);

struct form_overlay {
    struct overlay head;
    size_t form;
    size_t choice;
    struct line lines[LOOK_LINES];
    size_t focus; /* 0: the choice; else 1 + a line */
    struct look look;
    bool enter; /* was pressed while the look was under way */

    int64_t dataset, column; /* ids */
    size_t position;
    int64_t changed; /* id of the column that gets another recipe; 0: a new one */
    char name[200];  /* of the column it is made of */
};

/* Opens a form for the column at a position; wish: what it begins with, NULL: with nothing.
 * changed: the column that is to be made otherwise, or 0. */
void form_open(struct pane *pane, size_t position, size_t form, const struct look_wish *wish,
               int64_t changed);

/* A look of it is back. False: no form is open. */
bool form_take(struct pane *pane, struct job *job);

/* form_draw.c */
bool form_has_line(const struct form_overlay *overlay, size_t line);
void form_draw(struct overlay *head, const struct surface *screen);
bool form_cursor(const struct overlay *head, int *x, int *y);
void form_describe(const struct overlay *head, struct buffer *out);

#endif
