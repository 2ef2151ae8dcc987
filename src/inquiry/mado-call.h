/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "mado-guidance.h"
#include "mado-instant.h"

G_BEGIN_DECLS

/* A call that is on the line: all that whoever answers types and chooses until it is written down. Each part of it is a
 * property, a text of the same name; what is typed there is kept by its name. It knows no window. */
#define MADO_TYPE_CALL (mado_call_get_type ())
G_DECLARE_FINAL_TYPE (MadoCall, mado_call, MADO, CALL, GObject)

typedef enum {
  MADO_CALL_TYPED,    /* in the box in which callers are looked for */
  MADO_CALL_CASE,     /* the id of the case that it is about; empty: of none */
  MADO_CALL_TICKS,    /* what the caller has said rightly: ids of items, with commas */
  MADO_CALL_CALLER,   /* what the caller is called, where there is no case */
  MADO_CALL_PHONE,    /* from where he calls */
  MADO_CALL_RELATION, /* to whoever the case is about */
  MADO_CALL_CATEGORY,
  MADO_CALL_QUESTION,
  MADO_CALL_ANSWER,
  MADO_CALL_SCRIPT, /* the words that were used, with their version */
  MADO_CALL_OUTCOME,
  MADO_CALL_DUE,   /* as it was typed */
  MADO_CALL_TIME,  /* the same */
  MADO_CALL_BEGAN, /* milliseconds since 1970 */
  MADO_CALL_N_PARTS,
} MadoCallPart;

#define MADO_CALL_ANSWERED "answered"
#define MADO_CALL_BACK "call_back"
#define MADO_CALL_ASK_WARD "ask_ward"
#define MADO_CALL_UNKNOWN "unknown_caller"

/* What keeps it from being written down. */
typedef enum {
  MADO_CALL_FAULT_EMPTY,
  MADO_CALL_FAULT_UNREADABLE, /* a day or a time */
  MADO_CALL_FAULT_PAST,
  MADO_CALL_FAULT_TOO_LONG,
  MADO_CALL_FAULT_MY_NUMBER,
} MadoCallFaultKind;

typedef struct {
  MadoCallPart part;
  MadoCallFaultKind kind;
} MadoCallFault;

MadoCall *mado_call_new (MadoProgramme *programme, MadoId id, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;

MadoId mado_call_get_id (MadoCall *self);
MadoProgramme *mado_call_get_programme (MadoCall *self);
const char *mado_call_part_get_name (MadoCallPart part);
const char *mado_call_get (MadoCall *self, MadoCallPart part);
void mado_call_set (MadoCall *self, MadoCallPart part, const char *text);
gboolean mado_call_is_touched (MadoCall *self);
guint mado_call_get_seconds (MadoCall *self, MadoInstant now);

void mado_call_take_case (MadoCall *self, const MadoGuidance *telling);
void mado_call_take_nobody (MadoCall *self);
gboolean mado_call_is_ticked (MadoCall *self, const char *item);
void mado_call_tick (MadoCall *self, const char *item, gboolean is_said);
gboolean mado_call_may_tell (MadoCall *self, const MadoGuidance *telling);

GArray *mado_call_check (MadoCall *self, const MadoGuidance *telling, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
yyjson_doc *mado_call_write (MadoCall *self, const MadoGuidance *telling, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
