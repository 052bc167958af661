/* What the Topic pane remembers, and what its files do for each other. */
#ifndef DATAJAM_PANE_TOPIC_STATE_H
#define DATAJAM_PANE_TOPIC_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/output/rich_text.h"
#include "core/store/dataset.h"
#include "tui/console/command.h"
#include "tui/console/pane.h"

enum topic_page { TOPIC_PAGE_TEXT, TOPIC_PAGE_DICTIONARY, TOPIC_PAGE_COUNT };

enum { TOPIC_SECTIONS = 64 };

/* A heading that can be jumped to. */
struct topic_section {
    size_t line;
    struct span title;
};

struct topic_state {
    struct arena *home;                  /* of the texts */
    const char *texts[TOPIC_PAGE_COUNT]; /* Markdown; NULL: not read yet */
    enum topic_page page;

    /* The page laid out at `width`; made anew when stale. */
    struct arena *arena;
    struct rich_text text;
    struct topic_section sections[TOPIC_SECTIONS];
    size_t section_count;
    int width;
    bool stale;

    size_t tops[TOPIC_PAGE_COUNT]; /* first line that is seen */
    int rows;                      /* of text that are seen */

    char *needle; /* what is looked for, or NULL */
    size_t match; /* line that has it */
    bool has_match;
};

static inline struct topic_state *topic_state(const struct pane *pane)
{
    return pane->state;
}

/* The dictionary of the datasets as Markdown, that of dataset_id first; NULL: no memory. */
const char *topic_dictionary_text(struct arena *arena, const struct dataset_info *datasets,
                                  size_t count, int64_t dataset_id);

/* The section that the first line belongs to; section_count: before the first. */
size_t topic_section(const struct topic_state *state);
void topic_scroll_to(struct pane *pane, int64_t line);
void topic_show_page(struct pane *pane, enum topic_page page);

/* topic_draw.c */
void topic_pane_draw(const struct pane *pane, const struct surface *surface);
void topic_pane_describe(const struct pane *pane, struct buffer *out);
/* The section whose name is at column x of the last line; section_count: none. */
size_t topic_section_at(const struct topic_state *state, int x);

/* topic_commands.c */
enum { TOPIC_COMMAND_COUNT = 13 };
extern const struct command topic_commands[TOPIC_COMMAND_COUNT];

#endif
