/* Time and chance, injected: the wall clock and the random numbers can be fixed from outside. */
#include "core/base/clock.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

bool clock_parse_iso(const char *text, int64_t *ms)
{
    struct tm tm = {0};
    const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
    if (!end || (*end != 'Z' && *end != '\0') || (*end == 'Z' && end[1] != '\0'))
        return false;
    time_t seconds = timegm(&tm);
    *ms = (int64_t)seconds * 1000;
    return true;
}

/* What DATAJAM_NOW says; false when it is not set or makes no sense. */
static bool fixed_now(int64_t *ms)
{
    const char *now = getenv("DATAJAM_NOW");
    if (!now || !*now)
        return false;
    if (*now != '@')
        return clock_parse_iso(now, ms);
    char *end = NULL;
    long long seconds = strtoll(now + 1, &end, 10);
    if (end == now + 1 || *end != '\0' || seconds > INT64_MAX / 1000 || seconds < 0)
        return false;
    *ms = seconds * 1000;
    return true;
}

int64_t clock_now_ms(void)
{
    int64_t ms = 0;
    if (fixed_now(&ms))
        return ms;
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t clock_steady_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

int64_t clock_steady_ms(void)
{
    return clock_steady_ns() / 1000000;
}

char *clock_iso(char *out, size_t size, int64_t ms)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm tm = {0};
    if (!gmtime_r(&seconds, &tm) || !strftime(out, size, "%Y-%m-%dT%H:%M:%SZ", &tm))
        snprintf(out, size, "?");
    return out;
}

static bool local(struct tm *out, int64_t ms)
{
    time_t seconds = (time_t)(ms / 1000);
    *out = (struct tm){0};
    return localtime_r(&seconds, out) != NULL;
}

char *clock_local_hm(char *out, size_t size, int64_t ms)
{
    struct tm tm;
    if (!local(&tm, ms) || !strftime(out, size, "%H:%M", &tm))
        snprintf(out, size, "?");
    return out;
}

char *clock_local_date(char *out, size_t size, int64_t ms)
{
    struct tm tm;
    if (!local(&tm, ms) || !strftime(out, size, "%Y-%m-%d", &tm))
        snprintf(out, size, "?");
    return out;
}

int64_t clock_local_midnight(int64_t ms)
{
    struct tm tm;
    if (!local(&tm, ms))
        return ms;
    tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
    tm.tm_isdst = -1;
    time_t seconds = mktime(&tm);
    return seconds == (time_t)-1 ? ms : (int64_t)seconds * 1000;
}

/* The fixed sequence of a seed is one for the whole program, as the threads share it. */
static pthread_mutex_t seed_lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t seed_state;
static bool seed_begun;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t seeded_bits(uint64_t seed)
{
    pthread_mutex_lock(&seed_lock);
    if (!seed_begun)
        seed_state = seed;
    seed_begun = true;
    seed_state += 0x9E3779B97F4A7C15u;
    uint64_t z = seed_state;
    pthread_mutex_unlock(&seed_lock);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

uint64_t random_bits(void)
{
    const char *seed = getenv("DATAJAM_SEED");
    if (seed && *seed)
        return seeded_bits(strtoull(seed, NULL, 10));
    uint64_t bits = 0;
    if (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        bits = (uint64_t)clock_steady_ns() * 0x9E3779B97F4A7C15u;
    return bits;
}

void uuid_new(char out[UUID_SIZE])
{
    uint64_t time = (uint64_t)clock_now_ms() & 0xFFFFFFFFFFFFu;
    uint64_t a = random_bits();
    uint64_t b = random_bits();
    snprintf(out, UUID_SIZE, "%08llx-%04llx-7%03llx-%04llx-%012llx",
             (unsigned long long)(time >> 16), (unsigned long long)(time & 0xFFFF),
             (unsigned long long)(a & 0xFFF), (unsigned long long)(((a >> 12) & 0x3FFF) | 0x8000),
             (unsigned long long)(b & 0xFFFFFFFFFFFFu));
}
