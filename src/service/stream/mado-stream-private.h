/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-judge.h"
#include "mado-stream.h"

G_BEGIN_DECLS

/* How the files of this folder share a stream. */

struct _MadoStream {
  char *name;
  MadoChanceAndTime means;
  MadoAccountRoles accounts; /* find_roles may be NULL: nobody keeps any */
  MadoIdSequence ids;
  MadoHasher *hasher;
  MadoJudge *judge; /* (nullable): of the programme that was published at @revision of @epoch */
  gint64 epoch;
  gint64 revision;
};

/* A stream in a turn of a backend. */
typedef struct {
  MadoStream *stream;
  MadoBackend *backend;
  MadoStreamStand stand; /* as it will be when the turn is committed */
  MadoInstant now;
  const MadoProgramme *programme; /* (nullable): none was published */
} MadoStreamTurn;

/* What comes first to a terminal that has nothing yet. */
typedef enum {
  MADO_RANK_OPEN,
  MADO_RANK_OTHER,
  MADO_RANK_DONE,
  MADO_RANK_ERASED,
} MadoRank;

gboolean mado_stream_turn_open (MadoStream *stream, MadoBackend *backend, MadoStreamTurn *out_turn, GError **error);
gboolean mado_stream_turn_close (MadoStreamTurn *self, GError **error);
gboolean mado_stream_turn_find (MadoStreamTurn *self, MadoId id, MadoStoredRow *out_row, GError **error);
gboolean mado_stream_turn_holds (MadoStreamTurn *self, const MadoLogPlace *place, gboolean *out_holds, GError **error);
gboolean mado_stream_is_of (const MadoStoredDevice *device, const MadoCaller *caller);
MadoId mado_stream_draw_id (MadoStream *self);
MadoProgramme *mado_stream_read_programme (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GArray *mado_touched_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_stream_store (MadoStreamTurn *turn, const MadoOutcome *outcome, GArray *touched, GError **error);
gboolean mado_stream_touch (MadoStreamTurn *turn, MadoId id, GArray *touched, GError **error);
gboolean mado_stream_touch_about (MadoStreamTurn *turn, MadoId about, GArray *touched, GError **error);
gboolean mado_stream_put (MadoStreamTurn *turn, MadoId id, MadoEntity *entity, GArray *touched, GError **error);
gboolean mado_stream_append (MadoStreamTurn *turn,
                             MadoLogHeader *header,
                             GBytes *payload,
                             const MadoHash *hash,
                             GArray *touched,
                             GError **error);
gboolean mado_stream_erase_each (
    MadoStreamTurn *turn, const MadoId *ids, guint n_ids, const char *reason, GError **error);

G_END_DECLS
