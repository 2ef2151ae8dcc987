/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A record for each operation, on one shelf of the ward, under STREAM/DEVICE/DSEQ: a byte of what is known of it, its
 * hash, and its text where it has one. */

#include "mado-stage.h"

#include <string.h>

#include "mado-base-error.h"

#define SHELF "staged"
#define PAGE 500

#define IS_WITHDRAWN 0x01
#define HAS_TEXT 0x02

static char *
build_prefix (const MadoStreamTurn *turn, MadoId device)
{
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (device, id);

  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s/", turn->stand.number, id);
}

static char *
build_key (const MadoStreamTurn *turn, MadoId device, gint64 dseq)
{
  g_autofree char *prefix = build_prefix (turn, device);

  return g_strdup_printf ("%s%019" G_GINT64_FORMAT, prefix, dseq);
}

static GBytes *
write_offer (const MadoOffer *offer)
{
  const guint8 marks = (guint8) ((offer->is_withdrawn ? IS_WITHDRAWN : 0) | (offer->text != NULL ? HAS_TEXT : 0));
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, &marks, 1);
  g_byte_array_append (bytes, offer->hash.bytes, MADO_HASH_SIZE);
  if (offer->text != NULL)
    g_byte_array_append (bytes, g_bytes_get_data (offer->text, NULL), (guint) g_bytes_get_size (offer->text));

  return g_byte_array_free_to_bytes (bytes);
}

static MadoOffer *
read_offer (const char *key, GBytes *value, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (value, &length);
  const char *dseq = strrchr (key, '/');
  g_autoptr (GBytes) text = NULL;
  MadoHash hash;

  if (dseq == NULL || length < 1 + MADO_HASH_SIZE) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "what was set aside is damaged");
    return NULL;
  }
  memcpy (hash.bytes, bytes + 1, MADO_HASH_SIZE);
  if (bytes[0] & HAS_TEXT)
    text = g_bytes_new_from_bytes (value, 1 + MADO_HASH_SIZE, length - 1 - MADO_HASH_SIZE);

  return mado_offer_new (g_ascii_strtoll (dseq + 1, NULL, 10), text, &hash, (bytes[0] & IS_WITHDRAWN) != 0);
}

/* Also where it was erased since: the hash stays. */
static gboolean
holds (GBytes *value, const MadoOffer *offer)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (value, &length);

  return length >= 1 + MADO_HASH_SIZE && memcmp (bytes + 1, offer->hash.bytes, MADO_HASH_SIZE) == 0;
}

/**
 * mado_stage_has:
 * @turn: a turn
 * @device: a device
 * @offer: of its journal
 * @out_has: (out): whether it is what is set aside of that place in the journal; a terminal whose disk was put back
 * gives the same number to something else
 * @error: where to put why nobody can say
 *
 * Returns: whether anybody can say
 */
gboolean
mado_stage_has (MadoStreamTurn *turn, MadoId device, const MadoOffer *offer, gboolean *out_has, GError **error)
{
  g_autofree char *key = build_key (turn, device, offer->dseq);
  g_autoptr (GBytes) value = NULL;

  if (!turn->backend->type->find_record (turn->backend, SHELF, key, &value, error))
    return FALSE;
  *out_has = value != NULL && holds (value, offer);

  return TRUE;
}

/**
 * mado_stage_put:
 * @turn: a turn that writes
 * @device: a device
 * @offer: of its journal
 * @error: where to put what went wrong
 *
 * Returns: whether it is set aside
 */
gboolean
mado_stage_put (MadoStreamTurn *turn, MadoId device, const MadoOffer *offer, GError **error)
{
  g_autofree char *key = build_key (turn, device, offer->dseq);
  g_autoptr (GBytes) value = write_offer (offer);

  return turn->backend->type->put_record (turn->backend, SHELF, key, value, error);
}

/* --- all of a device, or of the ward ----------------------------------------------------------------------------- */

typedef gboolean (*VisitRecord) (
    MadoStreamTurn *turn, const char *key, GBytes *value, gpointer user_data, gboolean *out_goes_on, GError **error);

static gboolean
visit_page (MadoStreamTurn *turn,
            const GPtrArray *keys,
            const GPtrArray *values,
            const char *prefix,
            VisitRecord visit,
            gpointer user_data,
            gboolean *out_goes_on,
            GError **error)
{
  *out_goes_on = keys->len == PAGE;
  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);
    gboolean goes_on = g_str_has_prefix (key, prefix);

    if (goes_on && !visit (turn, key, g_ptr_array_index (values, i), user_data, &goes_on, error))
      return FALSE;
    if (!goes_on) {
      *out_goes_on = FALSE;
      break;
    }
  }

  return TRUE;
}

/* Visits what begins with @prefix, in order, until a visitor has enough. */
static gboolean
visit_all (MadoStreamTurn *turn, const char *prefix, VisitRecord visit, gpointer user_data, GError **error)
{
  g_autofree char *after = g_strdup (prefix);
  gboolean goes_on = TRUE;

  while (goes_on) {
    g_autoptr (GPtrArray) keys = NULL;
    g_autoptr (GPtrArray) values = NULL;

    if (!turn->backend->type->list_records (turn->backend, SHELF, after, PAGE, &keys, &values, error) ||
        !visit_page (turn, keys, values, prefix, visit, user_data, &goes_on, error))
      return FALSE;
    if (goes_on)
      g_set_str (&after, g_ptr_array_index (keys, keys->len - 1));
  }

  return TRUE;
}

static gboolean
note_any (G_GNUC_UNUSED MadoStreamTurn *turn,
          G_GNUC_UNUSED const char *key,
          G_GNUC_UNUSED GBytes *value,
          gpointer user_data,
          gboolean *out_goes_on,
          G_GNUC_UNUSED GError **error)
{
  *(gboolean *) user_data = TRUE;
  *out_goes_on = FALSE;

  return TRUE;
}

/**
 * mado_stage_has_any:
 * @turn: a turn
 * @device: a device
 * @out_has_any: (out): whether anything of it is set aside
 * @error: where to put why nobody can say
 *
 * Returns: whether anybody can say
 */
gboolean
mado_stage_has_any (MadoStreamTurn *turn, MadoId device, gboolean *out_has_any, GError **error)
{
  g_autofree char *prefix = build_prefix (turn, device);

  *out_has_any = FALSE;

  return visit_all (turn, prefix, note_any, out_has_any, error);
}

static gboolean
take (MadoStreamTurn *turn,
      const char *key,
      GBytes *value,
      gpointer user_data,
      G_GNUC_UNUSED gboolean *out_goes_on,
      GError **error)
{
  MadoOffer *offer = read_offer (key, value, error);

  if (offer == NULL)
    return FALSE;
  g_ptr_array_add (user_data, offer);

  return turn->backend->type->drop_record (turn->backend, SHELF, key, error);
}

/**
 * mado_stage_take_all:
 * @turn: a turn that writes
 * @device: a device
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (element-type MadoOffer): what was set aside of it, in the order of its journal
 */
GPtrArray *
mado_stage_take_all (MadoStreamTurn *turn, MadoId device, GError **error)
{
  g_autofree char *prefix = build_prefix (turn, device);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_offer_free);

  return visit_all (turn, prefix, take, offers, error) ? g_steal_pointer (&offers) : NULL;
}

static gboolean
erase (MadoStreamTurn *turn,
       const char *key,
       GBytes *value,
       gpointer user_data,
       G_GNUC_UNUSED gboolean *out_goes_on,
       GError **error)
{
  g_autoptr (MadoOffer) offer = read_offer (key, value, error);
  g_autoptr (GBytes) rest = NULL;

  if (offer == NULL)
    return FALSE;
  if (offer->operation == NULL ||
      mado_id_compare (mado_operation_get_header (offer->operation)->entity, *(const MadoId *) user_data) != 0)
    return TRUE;
  g_clear_pointer (&offer->text, g_bytes_unref);
  rest = write_offer (offer);

  return turn->backend->type->put_record (turn->backend, SHELF, key, rest, error);
}

/**
 * mado_stage_erase:
 * @turn: a turn that writes
 * @entity: an entity's id
 * @error: where to put what went wrong
 *
 * Returns: whether of the operations on it, whoever's they are, nothing but the hash is set aside any more
 */
gboolean
mado_stage_erase (MadoStreamTurn *turn, MadoId entity, GError **error)
{
  return visit_all (turn, "", erase, &entity, error);
}
