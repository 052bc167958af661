/*
 * What the console and the child that runs a statement say to each other: a request in a file
 * without a name, and frames over a pipe. For query*.c only; both ends are one program.
 */
#ifndef DATAJAM_SERVICE_QUERY_WIRE_H
#define DATAJAM_SERVICE_QUERY_WIRE_H

#include <stdint.h>

/* The data of the job. Its descriptors: the pipe to write to, the file with the request. */
struct query_order {
    int64_t limit_ms;
    int64_t yield_ms;
    int64_t memory;
    uint32_t path_len, sql_len, parameters_len; /* parts of the request, one behind the other */
    uint32_t spare;                             /* 0: no byte is sent that was never written */
};

/*
 * Parameters: name, NUL, value, NUL and so on.
 *
 * A frame is its head and a payload. Rows: values one behind the other, each its kind (a byte)
 * and 8 bytes of a number, or 4 bytes of length and the text.
 */
enum query_word {
    QUERY_OPENED = 1, /* nothing: the file is open, its name is of no use any more */
    QUERY_COLUMNS,    /* for each name, table and column that it comes from (or ""), NUL-ended */
    QUERY_ROWS,       /* rows */
    QUERY_NEEDS,      /* a parameter without a value: its name */
    QUERY_FAULT,      /* struct query_fault, then the reason */
    QUERY_DONE
};

struct query_head {
    uint32_t word;
    uint32_t len;
    uint32_t rows; /* QUERY_ROWS: how many; QUERY_COLUMNS: columns */
};

struct query_fault {
    int32_t fault; /* enum sandbox_fault */
    int32_t offset;
};

enum {
    QUERY_FRAME_MAX = 192 * 1024 * 1024,
    QUERY_BATCH = 48 * 1024, /* bytes of rows from which on they are sent, */
    QUERY_BATCH_MS = 40      /* or after so long */
};

#endif
