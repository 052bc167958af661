/*
 * Time and chance, injected. DATAJAM_NOW (ISO, as "2026-05-12T10:33:00Z", or with a
 * leading "@" and seconds since 1970) fixes the wall clock, DATAJAM_SEED (a number) the
 * random numbers, so that tests are exact.
 */
#ifndef DATAJAM_BASE_CLOCK_H
#define DATAJAM_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Milliseconds since 1970, UTC; fixed when DATAJAM_NOW is set. */
int64_t clock_now_ms(void);

/* Milliseconds that only go forward, from an unknown start; for measuring and waiting.
 * Never fixed. */
int64_t clock_steady_ms(void);

/* Nanoseconds of the same. */
int64_t clock_steady_ns(void);

/* ms as ISO text "2026-05-12T10:33:00Z" into out (at least 32 bytes); returns out. */
char *clock_iso(char *out, size_t size, int64_t ms);

/* ms as local "10:33" into out (at least 6 bytes); returns out. */
char *clock_local_hm(char *out, size_t size, int64_t ms);

/* ms as local "2026-05-12" into out (at least 11 bytes); returns out. */
char *clock_local_date(char *out, size_t size, int64_t ms);

/* The midnight before it where this machine is; ms itself where that can't be told. */
int64_t clock_local_midnight(int64_t ms);

/* Reads what clock_iso writes. */
bool clock_parse_iso(const char *text, int64_t *ms);

/* 64 random bits; a fixed sequence when DATAJAM_SEED is set. Not for secrets. Thread-safe. */
uint64_t random_bits(void);

enum { UUID_SIZE = 37 };

/* A new UUID (version 7: ordered by time) as lower-case text with its NUL. */
void uuid_new(char out[UUID_SIZE]);

#endif
