/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-obstacle.h"

G_BEGIN_DECLS

/* What is asked of the service. */
typedef struct {
  const char *method;
  char *target;
  GBytes *body;      /* (nullable): text is packed where that is worth it … */
  gsize packed_from; /* … which is so from this length on: only what holds no password is packed sooner */
  char *token;       /* (nullable): of a session */
  char *range;       /* (nullable): "bytes=0-" */
  guint patience;    /* seconds until nobody waits for the answer any more */
  gboolean is_raw;   /* bytes, not text */
} MadoMessage;

MadoMessage *mado_message_new (const char *method, const char *target, GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void mado_message_free (MadoMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMessage, mado_message_free)

/* Which bytes of something came, where not all of it did. A plain value. */
typedef struct {
  gint64 first;
  gint64 whole; /* bytes of all of it; 0: all of it came */
} MadoContentRange;

gboolean mado_content_range_read (const char *text, gsize length, MadoContentRange *out_range);

/* What came of it. */
typedef struct {
  MadoObstacle obstacle;
  guint status; /* of HTTP; 0: nothing was answered */
  GBytes *body; /* (nullable): there is one where nothing was in the way */
  MadoContentRange range;
} MadoResponse;

void mado_response_clear (MadoResponse *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoResponse, mado_response_clear)

G_END_DECLS
