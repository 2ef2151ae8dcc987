/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judge, entry, chain: the one way into the log for what comes from terminals. */

#include "mado-verdict.h"

#include <string.h>

#include "mado-apply.h"
#include "mado-blob-shelf.h"
#include "mado-kind.h"
#include "mado-signer.h"

/* --- what is on record, as the judge asks for it ----------------------------------------------------------------- */

static gboolean
find_entity (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  MadoStoredRow row;

  if (!mado_stream_turn_find (user_data, id, &row, error))
    return FALSE;
  *out_entity = row.entity;

  return TRUE;
}

/* Claims are the ward's: whoever holds one may be of another stream. */
static gboolean
find_holder (gpointer user_data, const char *claim, MadoId *out_holder, GError **error)
{
  const MadoStreamTurn *turn = user_data;

  return turn->backend->type->find_holder (turn->backend, claim, out_holder, error);
}

/* --- judging ----------------------------------------------------------------------------------------------------- */

static GPtrArray *
apply (MadoStreamTurn *turn, const GPtrArray *operations, const MadoContext *context, GError **error)
{
  const MadoRecords records = { find_entity, find_holder, turn, TRUE };
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoOutcome *outcome;

  if (operations->len > 1)
    return mado_apply_group (turn->stream->judge, &records, operations, context, error);
  outcome = mado_apply (turn->stream->judge, &records, g_ptr_array_index (operations, 0), context, error);
  if (outcome == NULL)
    return NULL;
  outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);
  g_ptr_array_add (outcomes, outcome);

  return g_steal_pointer (&outcomes);
}

static GPtrArray *
judge (MadoStreamTurn *turn,
       const MadoCaller *caller,
       const GPtrArray *operations,
       const MadoSigner *signer,
       GError **error)
{
  MadoContext context = { .now = turn->now, .actor = caller->person };

  if (signer->entry != NULL) {
    context.signer_key = &signer->key;
    context.signer = (MadoPerson) { mado_signer_get_account (signer), (const char *const *) signer->roles };
  }

  return apply (turn, operations, &context, error);
}

/* --- what stands against it before ------------------------------------------------------------------------------- */

/* Two of a group with one id: the second is in the log under another, and says why. */
static void
part_ids (MadoStreamTurn *turn, const GPtrArray *offers)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < offers->len; i++) {
    MadoOffer *offer = g_ptr_array_index (offers, i);
    char *id = g_malloc (MADO_ID_TEXT_SIZE);

    mado_id_to_text (offer->id, id);
    if (g_hash_table_add (ids, id))
      continue;
    offer->id = mado_stream_draw_id (turn->stream);
    offer->is_id_taken = TRUE;
  }
}

static MadoId
get_group (const MadoOffer *offer)
{
  return offer->operation != NULL ? mado_operation_get_header (offer->operation)->group : MADO_ID_NONE;
}

static gboolean
is_one_group (const GPtrArray *offers)
{
  MadoId group = get_group (g_ptr_array_index (offers, 0));

  for (guint i = 1; i < offers->len; i++)
    if (!mado_id_is_valid (group) || mado_id_compare (group, get_group (g_ptr_array_index (offers, i))) != 0)
      return FALSE;

  return TRUE;
}

static void
weigh_signature (MadoOffer *offer, const MadoStreamTurn *turn, const MadoCaller *caller, const MadoSigner *signer)
{
  const char *fault = offer->code == NULL ? mado_signer_find_fault (signer, offer->operation, caller, turn->now) : NULL;

  if (fault != NULL)
    mado_offer_refuse (offer, fault);
}

/* All or none: what stands against one stands against the others, too. */
static gboolean
weigh (MadoStreamTurn *turn,
       const MadoCaller *caller,
       const GPtrArray *offers,
       const MadoSigner *signer,
       gboolean *out_may_go,
       GError **error)
{
  gboolean may_go = TRUE;

  part_ids (turn, offers);
  for (guint i = 0; i < offers->len; i++) {
    MadoOffer *offer = g_ptr_array_index (offers, i);

    if (!mado_offer_weigh (offer, turn, caller, error))
      return FALSE;
    weigh_signature (offer, turn, caller, signer);
    may_go = may_go && offer->code == NULL;
  }
  may_go = may_go && is_one_group (offers);
  for (guint i = 0; i < offers->len && !may_go; i++) {
    MadoOffer *offer = g_ptr_array_index (offers, i);

    if (offer->code == NULL)
      mado_offer_refuse (offer, MADO_REFUSAL_GROUP);
  }
  *out_may_go = may_go;

  return TRUE;
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

/* What must not be kept is not kept here either: what is about somebody who was erased, and a 個人番号. */
static gboolean
may_be_kept (const char *code)
{
  return g_strcmp0 (code, MADO_REFUSAL_ERASED) != 0 && g_strcmp0 (code, MADO_REFUSAL_MY_NUMBER) != 0;
}

/* A kind that nobody knows may be anything, and is for whoever reads the payload. */
static const char *
get_kind (const MadoOffer *offer)
{
  const MadoKind *kind = NULL;
  const char *name = offer->operation != NULL ? mado_operation_get_header (offer->operation)->kind : "";

  if (g_strcmp0 (offer->code, MADO_REFUSAL_WITHDRAWN) == 0 || mado_kinds_find_act (name, &kind) != NULL)
    return name;

  return "";
}

static void
add_known (const MadoOffer *offer, gint64 seq, GArray *known)
{
  const MadoKnownOperation one = { offer->dseq, seq, offer->outcome, g_strdup (offer->code) };

  g_array_append_val (known, one);
}

static gboolean
append (MadoStreamTurn *turn,
        const MadoCaller *caller,
        MadoId device,
        const MadoOffer *offer,
        GArray *touched,
        GArray *known,
        GError **error)
{
  MadoLogHeader header = {
    .operation = offer->id,
    .device = device,
    .dseq = offer->dseq,
    .kind = get_kind (offer),
    .actor = caller->person.account,
    .terminal = caller->terminal,
    .revision = turn->stand.revision,
    .outcome = offer->outcome,
    .code = offer->code,
  };

  if (offer->operation != NULL)
    header.entity = mado_operation_get_header (offer->operation)->entity;
  if (!mado_stream_append (turn, &header, may_be_kept (offer->code) ? offer->text : NULL, &offer->hash, touched, error))
    return FALSE;
  if (!mado_offer_has_own_id (offer))
    add_known (offer, header.seq, known);

  return TRUE;
}

/* What was on a paper before a place of it was covered. */
static gboolean
drop_papers (MadoStreamTurn *turn, const MadoOffer *offer, const GArray *hashes, GError **error)
{
  for (guint i = 0; i < hashes->len; i++)
    if (!mado_blob_shelf_ban (turn->backend, turn->stream->name, &g_array_index (hashes, MadoHash, i),
                              mado_operation_get_header (offer->operation)->entity, error))
      return FALSE;

  return TRUE;
}

static gboolean
order (MadoStreamTurn *turn,
       const MadoCaller *caller,
       MadoId device,
       MadoOffer *offer,
       const MadoOutcome *outcome,
       GArray *known,
       GError **error)
{
  g_autoptr (GArray) touched = mado_touched_new ();

  if (outcome != NULL) {
    offer->outcome = outcome->kind;
    offer->code = outcome->refusal != NULL ? outcome->refusal->code : NULL;
    if (!mado_stream_store (turn, outcome, touched, error))
      return FALSE;
  }

  if (!append (turn, caller, device, offer, touched, known, error))
    return FALSE;

  return outcome == NULL || (drop_papers (turn, offer, outcome->dropped, error) &&
                             mado_stream_erase_each (turn, (const MadoId *) (gpointer) outcome->erased->data,
                                                     outcome->erased->len, "its term is over", error));
}

static GPtrArray *
list_operations (const GPtrArray *offers)
{
  GPtrArray *operations = g_ptr_array_new ();

  for (guint i = 0; i < offers->len; i++)
    g_ptr_array_add (operations, ((const MadoOffer *) g_ptr_array_index (offers, i))->operation);

  return operations;
}

/**
 * mado_verdict_pass:
 * @turn: a turn that writes
 * @caller: who offers it
 * @device: whose journal it is of
 * @offers: (element-type MadoOffer): that belong together, looked up, and not known
 * @known: (element-type MadoKnownOperation): takes what came of those that their author would not find in the log
 * @error: where to put why nobody can say: then the turn is to be undone
 *
 * Returns: whether all of them are in the log, whatever came of them
 */
gboolean
mado_verdict_pass (
    MadoStreamTurn *turn, const MadoCaller *caller, MadoId device, GPtrArray *offers, GArray *known, GError **error)
{
  g_autoptr (GPtrArray) operations = list_operations (offers);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_auto (MadoSigner) signer = { 0 };
  gboolean may_go = FALSE;

  if (offers->len == 0)
    return TRUE;
  if (!mado_signer_find (turn, caller, operations, &signer, error) ||
      !weigh (turn, caller, offers, &signer, &may_go, error))
    return FALSE;
  if (may_go) {
    outcomes = judge (turn, caller, operations, &signer, error);
    if (outcomes == NULL)
      return FALSE;
  }
  for (guint i = 0; i < offers->len; i++)
    if (!order (turn, caller, device, g_ptr_array_index (offers, i),
                outcomes != NULL ? g_ptr_array_index (outcomes, i) : NULL, known, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_verdict_report:
 * @offer: an offer that the log has
 * @known: (element-type MadoKnownOperation): takes what came of it
 * @error: where to put why the log cannot be read
 *
 * Returns: whether it is known
 */
gboolean
mado_verdict_report (const MadoOffer *offer, GArray *known, GError **error)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (offer->known->header, error);
  const MadoLogHeader *header;
  MadoKnownOperation one;

  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);
  one = (MadoKnownOperation) { offer->dseq, header->seq, header->outcome, g_strdup (header->code) };
  g_array_append_val (known, one);

  return TRUE;
}
