/* The edges in columns, in the order of time. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  size_t first, end;
} Range;

static size_t edges, nodes;
static uint32_t *source, *target, *at;
static Range *loops; /* ranges of one moment that one pass may not settle */
static size_t loop_count;

static void *need(void *memory) {
  if (memory == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return memory;
}

static uint32_t *column(size_t length) {
  return need(aligned_alloc(64, (length * sizeof(uint32_t) + 127) / 64 * 64));
}

/* Lays [first, end), of one moment, so that an edge comes after those into its source. */
static void order_moment(size_t first, size_t end, uint32_t *waiting, uint32_t *spare) {
  for (size_t i = first; i < end; i++)
    if (source[i] != target[i]) waiting[target[i]]++;
  size_t left = end - first, placed = first, before;
  uint32_t *from = spare, *to = spare + left;
  memcpy(from, source + first, left * sizeof *from);
  memcpy(to, target + first, left * sizeof *to);
  do {
    before = left;
    size_t kept = 0;
    for (size_t k = 0; k < before; k++) {
      uint32_t u = from[k], v = to[k];
      if (waiting[u] == 0) {
        source[placed] = u;
        target[placed++] = v;
        if (u != v) waiting[v]--;
      } else {
        from[kept] = u;
        to[kept++] = v;
      }
    }
    left = kept;
  } while (left > 0 && left < before);
  if (left == 0) return;
  loops = need(realloc(loops, (loop_count + 1) * sizeof *loops));
  loops[loop_count++] = (Range){placed, end};
  for (size_t k = 0; k < left; k++) {
    source[placed + k] = from[k];
    target[placed + k] = to[k];
    waiting[to[k]] = 0;
  }
}

static void order_moments(void) {
  uint32_t *waiting = need(calloc(nodes, sizeof *waiting)), *spare = NULL;
  size_t room = 0;
  for (size_t first = 0, end; first < edges; first = end) {
    for (end = first + 1; end < edges && at[end] == at[first];) end++;
    if (end - first == 1) continue;
    if (end - first > room) {
      room = end - first;
      spare = need(realloc(spare, 2 * room * sizeof *spare));
    }
    order_moment(first, end, waiting, spare);
  }
  free(waiting);
  free(spare);
}

static void load(const char *path) {
  enum { RECORDS = 1 << 16 };
  static uint32_t buffer[RECORDS * 3];
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  edges = (size_t)ftell(file) / 12;
  rewind(file);
  source = column(edges);
  target = column(edges);
  at = column(edges);
  for (size_t i = 0, got; (got = fread(buffer, 12, RECORDS, file)) > 0;)
    for (size_t k = 0; k < got; k++, i++) {
      source[i] = buffer[3 * k];
      target[i] = buffer[3 * k + 1];
      at[i] = buffer[3 * k + 2];
    }
  fclose(file);
  order_moments();
}
