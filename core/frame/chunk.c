/*
 * What all blobs have in common: their header, their checksum, and how a head is read. The
 * checksum finds what a disk or another program has damaged; it is no seal against somebody
 * who means harm, and so readers check the sizes and codes in a blob all the same.
 */
#include "core/frame/chunk.h"

#include <string.h>

enum { LANES = 4, LANE_BYTES = 8 };

static uint64_t turn(uint64_t lane, uint64_t bytes)
{
    lane = (lane ^ bytes) * 0x9E3779B97F4A7C15u;
    return lane ^ lane >> 32;
}

/* Four lanes side by side, so that one multiplication does not wait for the other. */
static uint64_t checksum(const char *data, size_t len)
{
    uint64_t lanes[LANES] = {len, len ^ 0x2545F4914F6CDD1Du, ~(uint64_t)len, len << 32 | 0xA5};
    uint64_t bytes;
    for (; len >= sizeof lanes; data += sizeof lanes, len -= sizeof lanes) {
        for (size_t i = 0; i < LANES; i++) {
            memcpy(&bytes, data + i * LANE_BYTES, LANE_BYTES);
            lanes[i] = turn(lanes[i], bytes);
        }
    }
    for (size_t i = 0; len > 0; i++) {
        size_t part = len < LANE_BYTES ? len : LANE_BYTES;
        bytes = 0;
        memcpy(&bytes, data, part);
        lanes[i] = turn(lanes[i], bytes);
        data += part;
        len -= part;
    }
    return turn(turn(turn(lanes[0], lanes[1]), lanes[2]), lanes[3]);
}

static uint64_t sum_of(const char *blob, size_t len)
{
    struct chunk_header header;
    memcpy(&header, blob, sizeof header);
    header.checksum = 0;
    return checksum((const char *)&header, sizeof header) ^
           checksum(blob + sizeof header, len - sizeof header);
}

void chunk_seal(char *blob, size_t len)
{
    uint64_t sum = sum_of(blob, len);
    memcpy(blob + offsetof(struct chunk_header, checksum), &sum, sizeof sum);
}

bool chunk_check(struct span blob, struct chunk_header *header)
{
    if (blob.len < sizeof *header)
        return false;
    memcpy(header, blob.data, sizeof *header);
    return header->version == CHUNK_VERSION && header->checksum == sum_of(blob.data, blob.len);
}

bool chunk_check_head(struct span blob, struct chunk_head *head, const char **pieces)
{
    struct chunk_header header;
    if (!chunk_check(blob, &header) || blob.len < sizeof *head)
        return false;
    memcpy(head, blob.data, sizeof *head);
    *pieces = blob.data + sizeof *head;
    return head->pieces < CHUNK_NUMBERS &&
           blob.len - sizeof *head == (size_t)head->pieces * sizeof(uint32_t) &&
           head->rows <= (uint64_t)head->pieces * UINT32_MAX && head->empties <= head->rows;
}
