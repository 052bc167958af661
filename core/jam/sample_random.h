/*
 * Draws of the sample data. A draw is a hash of (who, when, what for), not the next number
 * of a stream: any part of the data can be made alone and comes out the same, and a new
 * kind of draw moves none of the others.
 */
#ifndef DATAJAM_JAM_SAMPLE_RANDOM_H
#define DATAJAM_JAM_SAMPLE_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a draw is for. Only ever add at the end. */
enum sample_what {
    DRAW_OFFICE,
    DRAW_TYPE,
    DRAW_SEX,
    DRAW_AGE_BAND,
    DRAW_AGE,
    DRAW_CHILDREN,
    DRAW_YOUNGEST,
    DRAW_EDUCATION,
    DRAW_HOUSING,
    DRAW_MOVE,
    DRAW_HEALTH,
    DRAW_LANGUAGE,
    DRAW_DEBT,
    DRAW_TRANSPORT,
    DRAW_EXCUSED,
    DRAW_SIGN,
    DRAW_EARN,
    DRAW_EARN_LEVEL,
    DRAW_EARN_AMOUNT,
    DRAW_EARN_MISSING,
    DRAW_EXIT,
    DRAW_REASON,
    DRAW_RETURN,
    DRAW_GAP,
    DRAW_BIRTH_UNKNOWN,
    DRAW_POSTAL,
    DRAW_POSTAL_STYLE,
    DRAW_HOUSING_EMPTY,
    DRAW_EDUCATION_EMPTY,
    DRAW_EDUCATION_STYLE,
    DRAW_NOTE,
    DRAW_NOTE_FIRST,
    DRAW_NOTE_SECOND,
    DRAW_ATTEND,
    DRAW_ACTIVITY,
    DRAW_HOURS,
    DRAW_INVITED,
    DRAW_MISSED,
    DRAW_REFERRAL,
    DRAW_REFERRAL_KIND,
    DRAW_REFERRAL_START,
    DRAW_REFERRAL_WAIT,
    DRAW_REFERRAL_END,
    DRAW_PAYMENT_DAY,
    DRAW_PAYMENT_DAYS,
    DRAW_PAYMENT_REFUSED,
    DRAW_PAYMENT_MISSING,
    DRAW_DAY,
    DRAW_BENEFIT = 100, /* + kind */
    DRAW_AMOUNT = 120,  /* + kind */
    DRAW_SERVICE = 140, /* + service, and so on for the next three */
    DRAW_SERVICE_HOW = 160,
    DRAW_SERVICE_START = 180,
    DRAW_SERVICE_END = 200,
    DRAW_SERVICE_MONTH = 220,
    DRAW_PLAN = 240
};

/* 32 random bits for a person (or any key), a month (or any number) and a purpose. */
static inline uint32_t sample_draw(uint32_t key, int month, unsigned what)
{
    uint64_t z = UINT64_C(0x5DEECE66D2018191) + (uint64_t)key * UINT64_C(0x9E3779B97F4A7C15);

    z ^= (((uint64_t)(uint32_t)(month + 4096) << 32) | what) * UINT64_C(0xD6E8FEB86659FD93);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

/* A number from 0 to n - 1. */
static inline int sample_below(uint32_t key, int month, unsigned what, int n)
{
    return (int)(((uint64_t)sample_draw(key, month, what) * (uint64_t)n) >> 32);
}

/* A number from low to high, both included. */
static inline int sample_between(uint32_t key, int month, unsigned what, int low, int high)
{
    return low + sample_below(key, month, what, high - low + 1);
}

/* True with a chance of ppm in a million. */
static inline bool sample_chance(uint32_t key, int month, unsigned what, int ppm)
{
    return sample_below(key, month, what, 1000000) < ppm;
}

/* An index into weights, each as likely as its weight. */
static inline int sample_pick(uint32_t key, int month, unsigned what, const uint8_t *weights,
                              int count)
{
    int total = 0;
    int i = 0;
    int left;

    for (int k = 0; k < count; k++)
        total += weights[k];
    left = sample_below(key, month, what, total);
    while (i < count - 1 && left >= weights[i])
        left -= weights[i++];
    return i;
}

#endif
