/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-cursor.h"
#include "mado-hello.h"
#include "mado-pull.h"
#include "mado-push.h"
#include "mado-rows.h"

G_BEGIN_DECLS

/* The terminal's side of the line: it decides what is said next, and what an answer means. It knows neither sockets nor
 * files nor threads: whoever has it carries its requests, brings the answers, and wakes it when it asked to be. The
 * same code runs in the program and under the simulation. */
typedef struct _MadoLine MadoLine;

typedef enum {
  MADO_LINE_HELLO,
  MADO_LINE_PUSH,
  MADO_LINE_PULL,
  MADO_LINE_ROWS,
} MadoLineVerb;

#define MADO_LINE_N_VERBS (MADO_LINE_ROWS + 1)

/* What is there of it, for people. */
typedef enum {
  MADO_LINE_OFFLINE, /* nobody answers; it tries again */
  MADO_LINE_GREETING,
  MADO_LINE_LOADING, /* all of it comes anew */
  MADO_LINE_CATCHING_UP,
  MADO_LINE_CURRENT,    /* nothing newer is known */
  MADO_LINE_APART,      /* what was done here goes out, and nothing comes in; it tries again */
  MADO_LINE_OUTDATED,   /* the service speaks none of our protocols: the program has to be renewed */
  MADO_LINE_LOCKED_OUT, /* not signed in, or not any more */
} MadoLineState;

/* Where it keeps what it gets: a replica, or what stands for one. All of it answers before it returns. */
typedef struct {
  gboolean (*load_cursor) (gpointer user_data, MadoCursor *out_cursor, GError **error);
  gboolean (*load_device) (gpointer user_data, MadoId *out_device, GError **error);
  /* The operations of @request, and until when the next one is held where there is none. */
  gboolean (*list_unsent) (
      gpointer user_data, MadoInstant now, MadoPushRequest *request, MadoInstant *out_held_until, GError **error);
  /* MADO_STORE_ERROR_CHAIN: the service has another journal of this device than is here. */
  gboolean (*take_hello) (gpointer user_data, const MadoHelloReply *hello, GError **error);
  /* MADO_STORE_ERROR_CHAIN: the same. */
  gboolean (*take_push) (gpointer user_data, const MadoPushReply *reply, GError **error);
  gboolean (*fork) (gpointer user_data, MadoId device, GError **error);
  /* MADO_STORE_ERROR_CHAIN: it does not continue what is here. */
  gboolean (*take_log) (gpointer user_data, const MadoPullReply *reply, GError **error);
  gboolean (*begin_loading) (gpointer user_data, const MadoHelloReply *hello, GError **error);
  gboolean (*take_rows) (gpointer user_data, const MadoRowsReply *reply, GError **error);
  gboolean (*finish_loading) (gpointer user_data, GError **error);
  gpointer user_data;
} MadoLineStore;

typedef struct {
  MadoInstant (*get_now) (gpointer user_data);   /* never goes back, whatever the clock of the machine does */
  MadoInstant (*get_clock) (gpointer user_data); /* of the machine, by which is held back what can be taken back */
  guint64 (*draw_number) (gpointer user_data);
  MadoId (*draw_id) (gpointer user_data);
  void (*send) (gpointer user_data, MadoLineVerb verb, GBytes *text);
  void (*cancel) (gpointer user_data, MadoLineVerb verb); /* whatever comes of it is not wanted any more */
  void (*tell) (gpointer user_data, MadoLineState state);
  gpointer user_data;
} MadoLineMeans;

MadoLine *mado_line_new (const MadoLineStore *store, const MadoLineMeans *means) G_GNUC_WARN_UNUSED_RESULT;
void mado_line_free (MadoLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLine, mado_line_free)

/* What happened. An error is of the store's: what was under way is given up, and tried again later. */
gboolean mado_line_sign_in (MadoLine *self, GError **error);
gboolean mado_line_wake (MadoLine *self, GError **error);
gboolean mado_line_receive (MadoLine *self, MadoLineVerb verb, GBytes *text, GError **error);
gboolean mado_line_receive_apart (MadoLine *self, GBytes *hello, GError **error);
void mado_line_lose (MadoLine *self, MadoLineVerb verb);
void mado_line_lock_out (MadoLine *self);

MadoInstant mado_line_get_next_wake (const MadoLine *self);
MadoLineState mado_line_get_state (const MadoLine *self);
const MadoHelloReply *mado_line_get_hello (const MadoLine *self);

G_END_DECLS
