/*
 * The ceiling: reach and earliest arrival in one pass over the edges in time order, with a bitmap of
 * the nodes that were reached (after Wu et al., Path Problems in Temporal Graphs, PVLDB 7(9)). An
 * edge may leave at the moment its source is reached, so edges of equal time are laid at load so that
 * one pass sees them in order; those on cycles of one moment, or after them, are passed until nothing
 * changes.
 *
 *   sweep arrivals <edges> <nodes> <source,...>             the pass, one edge at a time
 *   sweep vectors  <edges> <nodes> <source,...>             the same with AVX-512, 16 edges at a time
 *   sweep removals <edges> <nodes> <source> <removed,...>   up to 32 nodes removed, each in a world of its own
 *   sweep stream   <edges> <nodes>                          only reads both columns: the limit of memory
 *
 * <edges> holds records of three little-endian uint32 `source target time`, sorted by time. Prints
 * JSON lines as ../protocol.ts reads them.
 */
#include "edges.h"

#include <time.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

#define MAX_RUNS 51
#define BUDGET_MS 1000.0

static uint64_t *bits;
static uint32_t *reached, *arrival; /* in order of arrival */

static double now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void make_room(void) {
  bits = need(aligned_alloc(64, (nodes / 512 + 1) * 64));
  reached = column(nodes + 1);
  arrival = column(nodes + 1);
}

static inline uint64_t is_reached(uint32_t node) { return bits[node >> 6] >> (node & 63); }

/*
 * Both passes give the count of reached nodes after [first, end), given that before. This one has no
 * branch to mispredict: what is written past the count is written over by the next.
 */
static size_t pass(size_t first, size_t end, size_t count) {
  for (size_t i = first; i < end; i++) {
    uint32_t u = source[i], v = target[i];
    uint64_t news = is_reached(u) & ~is_reached(v) & 1;
    bits[v >> 6] |= news << (v & 63);
    reached[count] = v;
    arrival[count] = at[i];
    count += news;
  }
  return count;
}

#ifdef __AVX512F__
static inline __mmask16 reached_of(__mmask16 asked, __m512i node) {
  __m512i word = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), asked,
                                             _mm512_srli_epi32(node, 5), bits, 4);
  __m512i bit = _mm512_sllv_epi32(_mm512_set1_epi32(1),
                                  _mm512_and_epi32(node, _mm512_set1_epi32(31)));
  return _mm512_test_epi32_mask(word, bit);
}

/* Where none of 16 edges reaches anything, none changes what the others see. */
static size_t pass_sparse(size_t first, size_t end, size_t count) {
  size_t i = first;
  for (; i + 16 <= end; i += 16) {
    __mmask16 from = reached_of(0xffff, _mm512_loadu_si512(source + i));
    if (from == 0) continue;
    __mmask16 news = from & ~reached_of(from, _mm512_loadu_si512(target + i));
    if (news != 0) count = pass(i, i + 16, count);
  }
  return pass(i, end, count);
}

/* By 16 while fewer than one edge in 64 reaches something. */
static size_t pass_vectors(size_t first, size_t end, size_t count) {
  enum { BLOCK = 4096 };
  int dense = 0;
  for (size_t i = first; i < end; i += BLOCK) {
    size_t before = count, until = i + BLOCK < end ? i + BLOCK : end;
    count = dense ? pass(i, until, count) : pass_sparse(i, until, count);
    dense = count - before > BLOCK / 64;
  }
  return count;
}
#else
static size_t pass_vectors(size_t first, size_t end, size_t count) {
  return pass(first, end, count);
}
#endif

static inline __attribute__((always_inline)) size_t sweep(uint32_t start,
                                                          size_t (*over)(size_t, size_t, size_t)) {
  memset(bits, 0, (nodes / 64 + 1) * 8);
  bits[start >> 6] |= 1ull << (start & 63);
  reached[0] = start;
  arrival[0] = at[0];
  size_t count = 1, done = 0;
  for (size_t l = 0; l < loop_count; l++) {
    count = over(done, loops[l].first, count);
    for (size_t before = count + 1; before != count;) {
      before = count;
      count = pass(loops[l].first, loops[l].end, count);
    }
    done = loops[l].end;
  }
  return over(done, edges, count);
}

static uint64_t sum_of(const uint32_t *values, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  return sum;
}

/* One more run? Up to 51 and a second for each question, at least one. */
static int more(const double *ms, int runs) {
  double spent = 0;
  for (int i = 0; i < runs; i++) spent += ms[i];
  return runs == 0 || (runs < MAX_RUNS && spent < BUDGET_MS);
}

static void print_times(const double *ms, int runs) {
  printf("\"ms\":[");
  for (int i = 0; i < runs; i++) printf("%s%.6f", i ? "," : "", ms[i]);
  printf("]}\n");
  fflush(stdout);
}

static void answer_arrivals(char *list, int vectors) {
  double ms[MAX_RUNS];
  for (char *word = strtok(list, ","); word != NULL; word = strtok(NULL, ",")) {
    uint32_t start = (uint32_t)strtoul(word, NULL, 10);
    size_t count = 0;
    uint64_t sum = 0;
    int runs = 0;
    while (more(ms, runs)) {
      double from = now_ms();
      count = vectors ? sweep(start, pass_vectors) : sweep(start, pass);
      sum = sum_of(arrival, count);
      ms[runs++] = now_ms() - from;
    }
    printf("{\"source\":%u,\"reach\":%zu,\"sum\":\"%lu\",", start, count, sum);
    print_times(ms, runs);
  }
}

/* One bit of a node's mask for each world. */
static uint32_t *mask, *barred;
static uint64_t lane_sum[33];
static uint32_t lane_count[33];

/* Counts an arrival in all worlds at once (number 32), or in each of `worlds`. */
static inline void count_arrival(uint32_t worlds, uint32_t time) {
  if (worlds == UINT32_MAX) {
    lane_count[32]++;
    lane_sum[32] += time;
    return;
  }
  for (; worlds != 0; worlds &= worlds - 1) {
    int lane = __builtin_ctz(worlds);
    lane_count[lane]++;
    lane_sum[lane] += time;
  }
}

static int pass_lanes(size_t first, size_t end) {
  int changed = 0;
  for (size_t i = first; i < end; i++) {
    uint32_t v = target[i], news = mask[source[i]] & ~mask[v];
    if (__builtin_expect(news == 0, 1)) continue;
    news &= ~barred[v];
    if (news == 0) continue;
    mask[v] |= news;
    changed = 1;
    count_arrival(news, at[i]);
  }
  return changed;
}

static void sweep_lanes(uint32_t start) {
  memset(mask, 0, nodes * sizeof *mask);
  memset(lane_sum, 0, sizeof lane_sum);
  memset(lane_count, 0, sizeof lane_count);
  mask[start] = ~barred[start];
  count_arrival(mask[start], at[0]);
  size_t done = 0;
  for (size_t l = 0; l < loop_count; l++) {
    pass_lanes(done, loops[l].first);
    while (pass_lanes(loops[l].first, loops[l].end)) continue;
    done = loops[l].end;
  }
  pass_lanes(done, edges);
}

static void answer_removals(uint32_t start, char *list) {
  double ms[MAX_RUNS];
  uint32_t removed[32];
  int count = 0, runs = 0;
  for (char *word = strtok(list, ","); word != NULL && count < 32; word = strtok(NULL, ","))
    removed[count++] = (uint32_t)strtoul(word, NULL, 10);
  mask = column(nodes);
  barred = need(calloc(nodes, sizeof *barred));
  for (int i = 0; i < count; i++) barred[removed[i]] |= 1u << i;
  while (more(ms, runs)) {
    double from = now_ms();
    sweep_lanes(start);
    ms[runs++] = now_ms() - from;
  }
  printf("{\"source\":%u,\"removals\":[", start);
  for (int i = 0; i < count; i++)
    printf("%s{\"removed\":%u,\"reach\":%u,\"sum\":\"%lu\"}", i ? "," : "", removed[i],
           lane_count[i] + lane_count[32], lane_sum[i] + lane_sum[32]);
  printf("],");
  print_times(ms, runs);
}

static void answer_stream(void) {
  double ms[MAX_RUNS];
  uint64_t sum = 0;
  int runs = 0;
  while (more(ms, runs)) {
    double from = now_ms();
    sum = sum_of(source, edges) + sum_of(target, edges);
    ms[runs++] = now_ms() - from;
  }
  printf("{\"total\":\"%lu\",", sum);
  print_times(ms, runs);
}

/* Of this program: getrusage also counts what started it. */
static double peak_mb(void) {
  char line[256];
  double kb = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status != NULL && fgets(line, sizeof line, status) != NULL)
    if (strncmp(line, "VmHWM:", 6) == 0) kb = strtod(line + 6, NULL);
  if (status != NULL) fclose(status);
  return kb / 1024;
}

int main(int count, char **words) {
  if (count < 4) {
    fprintf(stderr, "give: arrivals|vectors|removals|stream <edges> <nodes> ...\n");
    return 2;
  }
  nodes = strtoul(words[3], NULL, 10);
  double from = now_ms();
  load(words[2]);
  make_room();
  printf("{\"loadMs\":%.3f}\n", now_ms() - from);
  fflush(stdout);
  const char *what = words[1];
  if (strcmp(what, "arrivals") == 0 && count == 5) answer_arrivals(words[4], 0);
  else if (strcmp(what, "vectors") == 0 && count == 5) answer_arrivals(words[4], 1);
  else if (strcmp(what, "removals") == 0 && count == 6)
    answer_removals((uint32_t)strtoul(words[4], NULL, 10), words[5]);
  else if (strcmp(what, "stream") == 0) answer_stream();
  printf("{\"peakMb\":%.1f}\n", peak_mb());
  return 0;
}
