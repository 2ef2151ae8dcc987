/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Programmes come into the log, with whoever answers for them and, where he signed it, his signature. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-person-in-charge.h"
#include "mado-publication.h"
#include "mado-stream-private.h"

static gboolean
check_identity (const MadoStream *self, const MadoProgramme *programme, GError **error)
{
  g_autofree char *name = g_strconcat (programme->identity.ward, "/", programme->identity.id, NULL);

  if (strcmp (name, self->name) == 0)
    return TRUE;
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot publish \"%s\" in \"%s\"", name, self->name);

  return FALSE;
}

/* Of a stream without a programme there is no register yet: its first publication is held against it later. */
static gboolean
find_account_of_key (MadoStreamTurn *turn, const char *key, char **out_account, GError **error)
{
  g_autofree char *claim = mado_person_in_charge_build_key_claim (turn->programme, key);
  g_auto (MadoStoredRow) row = { 0 };
  MadoId holder = MADO_ID_NONE;

  if (!turn->backend->type->find_holder (turn->backend, claim, &holder, error) ||
      (mado_id_is_valid (holder) && !mado_stream_turn_find (turn, holder, &row, error)))
    return FALSE;
  *out_account =
      row.entity != NULL ? g_strdup (mado_json_get_text (mado_entity_get_body (row.entity), "account")) : NULL;

  return TRUE;
}

static gboolean
check_signer (MadoStreamTurn *turn, const char *actor, const char *key, GError **error)
{
  g_autofree char *account = NULL;

  if (turn->programme == NULL)
    return TRUE;
  if (!find_account_of_key (turn, key, &account, error))
    return FALSE;
  if (g_strcmp0 (account, actor) == 0)
    return TRUE;
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
               "cannot publish: the register of persons in charge does not have that key as the one of \"%s\"", actor);

  return FALSE;
}

static gboolean
check_seal (MadoStreamTurn *turn, GBytes *programme, const char *actor, const MadoPublicationSeal *seal, GError **error)
{
  const MadoPublication publication = { turn->stream->name, actor, programme };
  g_autoptr (GError) fault = NULL;

  if (!mado_publication_verify (&publication, seal->key, seal->signature, &fault)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot publish: the signature does not hold: %s",
                 fault->message);
    return FALSE;
  }

  return check_signer (turn, actor, seal->key, error);
}

/* Terminals would not work by it any more: whoever signs once signs always. */
static gboolean
check_unsigned (MadoStreamTurn *turn, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoLogText) text = NULL;

  if (turn->stand.revision == 0)
    return TRUE;
  if (!turn->backend->type->find_entry (turn->backend, turn->stand.number, turn->stand.revision, &entry, error))
    return FALSE;
  text = entry != NULL ? mado_log_text_read (entry->header, error) : NULL;
  if (text == NULL)
    return entry == NULL;
  if (mado_log_text_get_header (text)->key == NULL)
    return TRUE;
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                       "cannot publish: the programme that is there was signed, and so must be whatever follows it");

  return FALSE;
}

/**
 * mado_stream_publish_signed:
 * @self: a stream
 * @backend: a backend, in a turn that writes
 * @programme: a programme file
 * @actor: the account of whoever publishes it
 * @seal: (nullable): his signature; %NULL: nobody signed it, and the service alone says who it was
 * @error: %MADO_BASE_ERROR_INVALID where it has faults, or is another programme than the stream's, where the
 * signature is not @actor's by the register of persons in charge, or is missing where the one before had one
 *
 * From the next operation on it is what is judged by and what decides what everybody sees. It is in the log byte for
 * byte: the order of its members means something, which no other spelling of it keeps.
 *
 * Returns: whether it is in the log
 */
gboolean
mado_stream_publish_signed (MadoStream *self,
                            MadoBackend *backend,
                            GBytes *programme,
                            const char *actor,
                            const MadoPublicationSeal *seal,
                            GError **error)
{
  g_autoptr (MadoProgramme) read = mado_stream_read_programme (programme, error);
  g_autoptr (GArray) touched = mado_touched_new ();
  MadoLogHeader header = { .kind = MADO_STREAM_PUBLISH, .actor = actor, .terminal = "" };
  MadoStreamTurn turn;

  if (read == NULL || !check_identity (self, read, error) || !mado_stream_turn_open (self, backend, &turn, error) ||
      !(seal != NULL ? check_seal (&turn, programme, actor, seal, error) : check_unsigned (&turn, error)))
    return FALSE;
  if (seal != NULL) {
    header.key = seal->key;
    header.signature = seal->signature;
  }
  header.operation = mado_stream_draw_id (self);
  if (!mado_stream_append (&turn, &header, programme, NULL, touched, error))
    return FALSE;
  turn.stand.revision = header.seq;
  g_clear_pointer (&self->judge, mado_judge_free); /* the turn may be undone, and the number used for another */

  return mado_stream_turn_close (&turn, error);
}

/**
 * mado_stream_publish:
 * @self: a stream
 * @backend: a backend, in a turn that writes
 * @programme: a programme file
 * @actor: the account of whoever publishes it
 * @error: what mado_stream_publish_signed() says
 *
 * Returns: whether it is in the log
 */
gboolean
mado_stream_publish (MadoStream *self, MadoBackend *backend, GBytes *programme, const char *actor, GError **error)
{
  return mado_stream_publish_signed (self, backend, programme, actor, NULL, error);
}
