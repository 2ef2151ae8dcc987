/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault-names.h"

G_BEGIN_DECLS

/* A network of a test's own: whoever calls is at %FAULT_NETWORK_HERE, and whoever enters the other end at another
 * address. All that goes between them goes through a process that treats it as lines do. No module of the kernel is
 * needed for that, and nobody outside notices. */

#define FAULT_NETWORK_HERE "10.77.0.1"
#define FAULT_NETWORK_NET "10.77.0.0/24"
#define FAULT_NETWORK_NOWHERE "10.77.0.9"

typedef enum {
  FAULT_NETWORK_OUT, /* to the other end */
  FAULT_NETWORK_BACK,
} FaultNetworkWay;

#define FAULT_NETWORK_N_WAYS (FAULT_NETWORK_BACK + 1)

/* What it is like; all zero: nothing is the matter. */
typedef struct {
  guint delay;                           /* milliseconds, … */
  guint jitter;                          /* … and up to so many more, by which frames overtake each other */
  guint loss;                            /* per mille */
  guint twice;                           /* per mille */
  guint rate;                            /* bytes a second each way; 0: any */
  guint largest;                         /* bytes of a frame; others vanish without a word; 0: any */
  gboolean blocks[FAULT_NETWORK_N_WAYS]; /* nothing goes that way */
  FaultNames names;                      /* what the other end is told of where somebody is */
} FaultWeather;

/* To be called before there is any thread. */
gboolean fault_network_open (GError **error);
void fault_network_set (const FaultWeather *weather);
guint64 fault_network_count_bytes (void);
void fault_network_enter_other_end (void);

G_END_DECLS
