/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whoever is asked at the other end of fault-network.h where somebody is. */

#define FAULT_NAMES_SERVICE "madoguchi.mihon.test" /* and any other name: they are all the same machine's */

typedef enum {
  FAULT_NAMES_ANSWER,
  FAULT_NAMES_SILENT,   /* nobody answers */
  FAULT_NAMES_DENY,     /* there is no such name */
  FAULT_NAMES_FAIL,     /* whoever is asked cannot find out */
  FAULT_NAMES_MISTAKEN, /* somewhere else, where nobody is */
} FaultNames;

G_NORETURN void fault_names_serve (const FaultNames *how, const char *here, const char *nowhere);
void fault_names_write (const char *folder);
gboolean fault_names_ask_here (const char *folder);

G_END_DECLS
