/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-instant.h"

G_BEGIN_DECLS

/* POST /v1/a/WARD/terminals/list: which terminals there are or were, a line for each name. Never a key or a code. */

#define MADO_TERMINAL_ROLL_MAX 5000

/* What the newest certificate of a terminal is good for. */
typedef enum {
  MADO_TERMINAL_INVITED, /* its file and code are out, and nobody used them yet */
  MADO_TERMINAL_WORKING,
  MADO_TERMINAL_REVOKED, /* it hands in what it did not send, and wipes itself */
  MADO_TERMINAL_GONE,    /* good for nothing any more */
  MADO_TERMINAL_N_STANDS,
} MadoTerminalStand;

typedef struct {
  char *terminal;
  char *site; /* the place that it is for, as programmes name it; "": it is for everybody else */
  MadoTerminalStand stand;
  gboolean is_invited; /* anew: another takes its place as soon as it comes */
  MadoInstant since;   /* it stands so */
  MadoInstant until;   /* its certificate ends */
  char *release;    /* (nullable): of its program, as far as somebody signed in there since the service was started */
  char *system;     /* (nullable): what that runs on */
  MadoInstant seen; /* it came last; 0: not since the service was started */
} MadoTerminalLine;

typedef struct {
  GArray *terminals; /* (element-type MadoTerminalLine) */
} MadoTerminalRoll;

void mado_terminal_line_clear (MadoTerminalLine *self);

MadoTerminalRoll *mado_terminal_roll_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_terminal_roll_free (MadoTerminalRoll *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTerminalRoll, mado_terminal_roll_free)

GBytes *mado_terminal_roll_write (const MadoTerminalRoll *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoTerminalRoll *mado_terminal_roll_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
