/* For the frames*.c of core/service only: the cache, and what a use holds of it. */
#ifndef DATAJAM_SERVICE_FRAMES_INTERNAL_H
#define DATAJAM_SERVICE_FRAMES_INTERNAL_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/frames.h"

struct recipe;

/* Columns and bitmaps stand for one state of one dataset in one file. */
struct frame_state {
    const char *path;
    int64_t dataset;
    int64_t edits;
};

/* The pseudo column of the rows' ids, where they are not 1, 2, 3, … */
enum { FRAME_IDS = -1 };

/* A column in the cache. */
struct frame_entry {
    struct frame_entry *next;
    char *path;
    struct frame_state state;
    int64_t id;       /* of the column, or FRAME_IDS */
    char *order;      /* of its values, as it was when it was made */
    int64_t revision; /* of its recipe, 0: it has none */
    struct frame_column *column;
    int uses;
    uint64_t used; /* when it was last asked for */
};

/* The rows that one filter lets pass. */
struct frame_bitmap {
    struct frame_bitmap *next;
    char *path;
    struct frame_state state;
    char *key; /* the filter as text */
    struct bitmap bitmap;
    uint64_t used;
};

/* What was counted in a file that can't be written to. */
struct frame_count {
    char *path;
    struct frame_state state;
    int64_t rows;
    bool contiguous;
};

enum { FRAMES_SPOILT = 32 };

struct frames {
    pthread_mutex_t lock; /* of all that follows */
    struct frame_count counted;
    int64_t spoilt[FRAMES_SPOILT]; /* ids of columns whose chunks are damaged; 0: free */
    size_t budget;
    struct frame_entry *entries;
    struct frame_bitmap *bitmaps;
    uint64_t clock;
};

struct frame_use {
    struct frames *frames;
    struct db *db;
    struct arena *arena;
    struct dataset_info dataset;
    struct frames_watch watch;
    struct frame_entry **held; /* by position; the last one is that of the ids */
    struct frame_column **own; /* columns that are not shared */
    int depth;                 /* of columns that are made of each other */
};

bool frames_same_state(const struct frame_state *a, const struct frame_state *b);
struct frame_state frame_use_state(const struct frame_use *use);

/* Chunks of a column are damaged, or were made anew. */
void frames_note_spoilt(struct frames *frames, int64_t column, bool spoilt);
bool frames_is_spoilt(struct frames *frames, int64_t column);

/* The dataset as it is in the file now; STATUS_BUSY: it is no longer what the use began
 * with. */
enum status frame_use_check(struct frame_use *use, struct error *err);

/* Columns that are built in one walk at most, and how many bytes of codes that may be. */
enum { FRAMES_TOGETHER = 32, FRAMES_BUILD_BYTES = 128 * 1024 * 1024 };

/* Builds columns from the table, into blobs in memory, of the use's state: sources[i] is the
 * caller's. One position may be that of the ids, and then it is the only one. STATUS_BUSY:
 * somebody is changing the table. */
struct chunk_source;
enum status frames_build(struct frame_use *use, const size_t *positions, size_t count,
                         struct chunk_source **sources, struct error *err);

/* Loads a column from its chunks. STATUS_NOT_FOUND: there are none of the use's state;
 * STATUS_DAMAGED: they are not whole. */
enum status frames_from_file(struct frame_use *use, size_t position, struct frame_column **out,
                             struct error *err);

/* Writes blobs back in short transactions. False: not allowed, or it did not work. */
bool frames_write_back(struct frame_use *use, size_t position, struct chunk_source *source);

/* The use has it, or finds it in the cache; and one that was made comes into it (the column is
 * taken over, whatever happens). */
bool frames_has_column(struct frame_use *use, size_t position);
enum status frames_take_column(struct frame_use *use, size_t position, struct frame_column *column,
                               bool shared, struct error *err);

/* A recipe with the columns of the dataset that it is made of. */
struct frame_recipe {
    const struct recipe *recipe;
    size_t positions[2];
    enum column_type types[2];
    const char *order; /* of the values that come out */
};

/* The column that a recipe makes, to be freed by the caller; reasons as in work_out, or NULL. */
enum status frames_work_out(struct frame_use *use, const struct frame_recipe *recipe,
                            struct frame_column **out, int64_t *reasons, struct error *err);

/* Works a column out from others. False: it is no such column, or one whose sources are gone,
 * and is read from the table. */
bool frames_derive_column(struct frame_use *use, size_t position, struct frame_column **out,
                          enum status *status, struct error *err);

/* The positions of the columns that this one is worked out from; 0: it is not. */
size_t frames_sources(const struct frame_use *use, size_t position, size_t *positions);

/* Makes a column of the use's dataset, from chunks or from the table; of FRAME_IDS the ids
 * (position is then column_count). *shared is false for one that reads through the use's
 * connection. */
enum status frames_make_column(struct frame_use *use, size_t position, struct frame_column **out,
                               bool *shared, struct error *err);

#endif
