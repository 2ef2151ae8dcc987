/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-http-call.h"
#include "mado-terminal-register.h"
#include "mado-ward.h"

G_BEGIN_DECLS

/* Where terminals come in and go out: enrolment; what a revoked one hands in and is told. What it keeps lies in the
 * service's own office, apart from the wards; whoever else writes there, the wall hears of it within a second. */
typedef struct _MadoTerminalDesk MadoTerminalDesk;

#define MADO_UNSENT_SHELF "unsent"        /* by certificate and content */
#define MADO_UNSENT_MAX (4 * 1024 * 1024) /* bytes of one sealed upload */
#define MADO_UNSENT_MAX_COUNT 128         /* uploads of one certificate: a thief must not fill the disk */

MadoTerminalDesk *mado_terminal_desk_new (MadoWard *office,
                                          const MadoAuthority *authority,
                                          const char *seal_to,
                                          MadoTerminalRegister *terminals,
                                          const MadoChanceAndTime *means) G_GNUC_WARN_UNUSED_RESULT;
void mado_terminal_desk_free (MadoTerminalDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTerminalDesk, mado_terminal_desk_free)

/* What an administrator wants done with a terminal, once it is clear that he may. */
typedef enum {
  MADO_TERMINAL_WISH_NONE,
  MADO_TERMINAL_WISH_LIST,
  MADO_TERMINAL_WISH_INVITE,
  MADO_TERMINAL_WISH_REVOKE,
} MadoTerminalWishKind;

typedef struct {
  MadoTerminalWishKind kind;
  const char *terminal;
  const char *site; /* "": it is for nobody's place */
  gboolean is_lost; /* somebody else has it */
} MadoTerminalWish;

void mado_terminal_desk_set_address (MadoTerminalDesk *self, const char *address);
void mado_terminal_desk_note_software (MadoTerminalDesk *self,
                                       MadoHttpCall *call,
                                       const char *release,
                                       const char *system);
void mado_terminal_desk_fulfil (MadoTerminalDesk *self, MadoHttpCall *call, const MadoTerminalWish *wish);

/* Hears of terminals that work no more, from whichever thread; the list does not change any more. */
typedef void (*MadoFarewell) (gpointer data, GPtrArray *departures);
void mado_terminal_desk_set_farewell (MadoTerminalDesk *self, MadoFarewell farewell, gpointer data);

void mado_terminal_desk_enrol (MadoTerminalDesk *self, MadoHttpCall *call);
void mado_terminal_desk_keep_unsent (MadoTerminalDesk *self, MadoHttpCall *call);
void mado_terminal_desk_tell_order (MadoTerminalDesk *self, MadoHttpCall *call);
void mado_terminal_desk_look_around (MadoTerminalDesk *self);

G_END_DECLS
