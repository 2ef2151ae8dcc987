/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes manifests and reads them again. Members that a reader does not know stay under the signature. */

#include "mado-packet-manifest.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-signed-json.h"

#define LONGEST_ID 32
#define LARGEST_NUMBER G_GINT64_CONSTANT (9007199254740991)

struct _MadoPacketManifest {
  yyjson_doc *doc;
  MadoPacketHeading heading;
  MadoPublicKey signer;
  gint64 records;
  gint64 amount;
  GArray *files;    /* MadoPacketListing */
  GPtrArray *items; /* (element-type utf8) */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

/**
 * mado_packet_id_is_valid:
 * @id: what somebody wants to call a packet
 *
 * Returns: whether it can stand on a label, in a file's name and as the name of a disc
 */
gboolean
mado_packet_id_is_valid (const char *id)
{
  gsize length = strlen (id);

  return length > 0 && length <= LONGEST_ID && strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length &&
         id[0] != '-';
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void
add_file (yyjson_mut_doc *doc, yyjson_mut_val *files, const MadoPacketContent *content)
{
  yyjson_mut_val *file = yyjson_mut_arr_add_obj (doc, files);
  gsize length;
  const void *bytes = g_bytes_get_data (content->bytes, &length);
  MadoHash digest = mado_hash_of (bytes, length);
  g_autofree char *hex = mado_hash_to_hex (&digest);

  yyjson_mut_obj_add_str (doc, file, "name", content->name);
  yyjson_mut_obj_add_str (doc, file, "encoding", content->encoding);
  yyjson_mut_obj_add_sint (doc, file, "bytes", (gint64) length);
  yyjson_mut_obj_add_strcpy (doc, file, "sha256", hex);
  yyjson_mut_obj_add_sint (doc, file, "rows", content->rows);
  yyjson_mut_obj_add_bool (doc, file, "header", content->has_header);
  if (content->amount_column == 0)
    return;
  yyjson_mut_obj_add_sint (doc, file, "amount", content->amount);
  yyjson_mut_obj_add_sint (doc, file, "amount_column", content->amount_column);
}

static void
add_heading (yyjson_mut_doc *doc, yyjson_mut_val *root, const MadoPacketHeading *heading)
{
  char created[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (heading->created, created);
  yyjson_mut_obj_add_str (doc, root, "format", MADO_PACKET_FORMAT);
  yyjson_mut_obj_add_str (doc, root, "packet_id", heading->id);
  yyjson_mut_obj_add_str (doc, root, "ward", heading->ward);
  yyjson_mut_obj_add_str (doc, root, "programme", heading->programme);
  yyjson_mut_obj_add_str (doc, root, "packet", heading->packet);
  yyjson_mut_obj_add_str (doc, root, "purpose", heading->purpose);
  yyjson_mut_obj_add_str (doc, root, "to", heading->to);
  yyjson_mut_obj_add_str (doc, root, "created_by", heading->created_by);
  yyjson_mut_obj_add_strcpy (doc, root, "created", created);
}

static yyjson_mut_doc *
build (const MadoPacketHeading *heading, const GPtrArray *items, const GPtrArray *contents)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  gint64 records = 0, amount = 0;

  yyjson_mut_doc_set_root (doc, root);
  add_heading (doc, root, heading);

  yyjson_mut_val *names = yyjson_mut_obj_add_arr (doc, root, "items");

  for (guint i = 0; i < items->len; i++)
    yyjson_mut_arr_add_str (doc, names, g_ptr_array_index (items, i));

  yyjson_mut_val *files = yyjson_mut_obj_add_arr (doc, root, "files");

  for (guint i = 0; i < contents->len; i++) {
    const MadoPacketContent *content = g_ptr_array_index (contents, i);

    add_file (doc, files, content);
    records += content->rows;
    amount += content->amount;
  }
  yyjson_mut_obj_add_sint (doc, root, "records", records);
  yyjson_mut_obj_add_sint (doc, root, "total_amount", amount);

  return doc;
}

/**
 * mado_packet_manifest_write:
 * @heading: whose packet it is
 * @items: (element-type utf8): the ids of the items that it carries
 * @contents: (element-type MadoPacketContent): all files beside the manifest
 * @key: the maker's
 * @error: where to put why it cannot be signed
 *
 * Returns: (transfer full): the manifest
 */
GBytes *
mado_packet_manifest_write (const MadoPacketHeading *heading,
                            const GPtrArray *items,
                            const GPtrArray *contents,
                            const MadoSigningKey *key,
                            GError **error)
{
  g_autoptr (yyjson_mut_doc) built = build (heading, items, contents);
  g_autoptr (yyjson_doc) doc = yyjson_mut_doc_imut_copy (built, NULL);

  return mado_signed_json_sign (yyjson_doc_get_root (doc), key, error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static gboolean
read_text (yyjson_val *object, const char *name, const char **out_text)
{
  *out_text = mado_json_get_text (object, name);

  return (*out_text)[0] != '\0';
}

static gboolean
read_count (yyjson_val *object, const char *name, gint64 *out_count)
{
  yyjson_val *value = yyjson_obj_get (object, name);

  *out_count = yyjson_get_sint (value);

  return yyjson_is_int (value) && *out_count >= 0 && *out_count <= LARGEST_NUMBER;
}

static gboolean
read_heading (yyjson_val *root, MadoPacketHeading *heading)
{
  heading->created = mado_instant_from_iso (mado_json_get_text (root, "created"));

  return mado_instant_is_valid (heading->created) && read_text (root, "packet_id", &heading->id) &&
         mado_packet_id_is_valid (heading->id) && read_text (root, "ward", &heading->ward) &&
         read_text (root, "programme", &heading->programme) && read_text (root, "packet", &heading->packet) &&
         read_text (root, "purpose", &heading->purpose) && read_text (root, "to", &heading->to) &&
         read_text (root, "created_by", &heading->created_by);
}

static gboolean
read_file (yyjson_val *file, MadoPacketListing *listing)
{
  yyjson_val *column = yyjson_obj_get (file, "amount_column");

  listing->has_header = mado_json_get_flag (file, "header");
  listing->encoding = mado_packet_encoding_find (mado_json_get_text (file, "encoding"));
  if (column != NULL && (!read_count (file, "amount_column", &listing->amount_column) || listing->amount_column == 0 ||
                         listing->amount_column > G_MAXINT || !read_count (file, "amount", &listing->amount)))
    return FALSE;

  return listing->encoding != NULL && read_text (file, "name", &listing->name) &&
         mado_packet_name_is_neutral (listing->name) && strcmp (listing->name, MADO_PACKET_MANIFEST_NAME) != 0 &&
         read_count (file, "bytes", &listing->bytes) && read_count (file, "rows", &listing->rows) &&
         mado_hash_from_hex (mado_json_get_text (file, "sha256"), &listing->digest, NULL);
}

/* Each is there once, and they add up. */
static gboolean
read_files (MadoPacketManifest *self, yyjson_val *files)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  yyjson_arr_iter iter = yyjson_arr_iter_with (files);
  gint64 records = 0, amount = 0;

  if (yyjson_arr_size (files) == 0 || yyjson_arr_size (files) >= MADO_PACKET_MAX_CONTENTS)
    return FALSE;
  for (yyjson_val *file = yyjson_arr_iter_next (&iter); file != NULL; file = yyjson_arr_iter_next (&iter)) {
    MadoPacketListing listing = { 0 };

    if (!read_file (file, &listing) || !g_hash_table_add (names, (gpointer) listing.name))
      return FALSE;
    records += listing.rows;
    amount += listing.amount;
    g_array_append_val (self->files, listing);
  }

  return records == self->records && amount == self->amount;
}

static gboolean
read_items (MadoPacketManifest *self, yyjson_val *items)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (items);

  for (yyjson_val *item = yyjson_arr_iter_next (&iter); item != NULL; item = yyjson_arr_iter_next (&iter)) {
    if (!yyjson_is_str (item))
      return FALSE;
    g_ptr_array_add (self->items, (gpointer) yyjson_get_str (item));
  }

  return yyjson_is_arr (items);
}

static gboolean
read_members (MadoPacketManifest *self)
{
  yyjson_val *root = yyjson_doc_get_root (self->doc);

  return strcmp (mado_json_get_text (root, "format"), MADO_PACKET_FORMAT) == 0 && read_heading (root, &self->heading) &&
         read_count (root, "records", &self->records) && read_count (root, "total_amount", &self->amount) &&
         read_items (self, yyjson_obj_get (root, "items")) && read_files (self, yyjson_obj_get (root, "files"));
}

/**
 * mado_packet_manifest_read:
 * @text: what lay in a packet
 * @error: %MADO_PACKET_ERROR_FORMAT: it is no manifest; %MADO_PACKET_ERROR_CHANGED: its signature is not over it
 *
 * Returns: (transfer full): the manifest, signed by whomever mado_packet_manifest_get_signer() says
 */
MadoPacketManifest *
mado_packet_manifest_read (GBytes *text, GError **error)
{
  g_autoptr (MadoPacketManifest) self = g_new0 (MadoPacketManifest, 1);
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  self->files = g_array_new (FALSE, TRUE, sizeof (MadoPacketListing));
  self->items = g_ptr_array_new ();
  if (mado_canonical_json_is_canonical (bytes, length))
    self->doc = yyjson_read (bytes, length, 0);
  if (!yyjson_is_obj (yyjson_doc_get_root (self->doc))) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT, "the manifest is not canonical JSON");
    return NULL;
  }
  if (!mado_signed_json_verify (yyjson_doc_get_root (self->doc), &self->signer, NULL)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CHANGED,
                         "the manifest is not what was signed: its signature does not fit");
    return NULL;
  }
  if (!read_members (self)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT,
                         "the manifest lacks a member, or one is out of its range, or its sums are wrong");
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * mado_packet_manifest_free:
 * @self: (nullable) (transfer full): a manifest
 */
void
mado_packet_manifest_free (MadoPacketManifest *self)
{
  if (self == NULL)
    return;

  yyjson_doc_free (self->doc);
  g_array_unref (self->files);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * mado_packet_manifest_get_heading:
 * @self: a manifest
 *
 * Returns: (transfer none): whose packet it is
 */
const MadoPacketHeading *
mado_packet_manifest_get_heading (const MadoPacketManifest *self)
{
  return &self->heading;
}

/**
 * mado_packet_manifest_get_signer:
 * @self: a manifest
 *
 * Returns: (transfer none): the key that signed it
 */
const MadoPublicKey *
mado_packet_manifest_get_signer (const MadoPacketManifest *self)
{
  return &self->signer;
}

/**
 * mado_packet_manifest_get_records:
 * @self: a manifest
 *
 * Returns: how many records all files have
 */
gint64
mado_packet_manifest_get_records (const MadoPacketManifest *self)
{
  return self->records;
}

/**
 * mado_packet_manifest_get_amount:
 * @self: a manifest
 *
 * Returns: what all files come to, in yen
 */
gint64
mado_packet_manifest_get_amount (const MadoPacketManifest *self)
{
  return self->amount;
}

/**
 * mado_packet_manifest_get_n_files:
 * @self: a manifest
 *
 * Returns: how many files lie beside it
 */
guint
mado_packet_manifest_get_n_files (const MadoPacketManifest *self)
{
  return self->files->len;
}

/**
 * mado_packet_manifest_get_file:
 * @self: a manifest
 * @index: from 0
 *
 * Returns: (transfer none): what it says of that file
 */
const MadoPacketListing *
mado_packet_manifest_get_file (const MadoPacketManifest *self, guint index)
{
  return &g_array_index (self->files, MadoPacketListing, index);
}

/**
 * mado_packet_manifest_get_items:
 * @self: a manifest
 *
 * Returns: (transfer none) (element-type utf8): the ids of the items that the packet carries
 */
const GPtrArray *
mado_packet_manifest_get_items (const MadoPacketManifest *self)
{
  return self->items;
}
