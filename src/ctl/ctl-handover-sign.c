/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl handover order|sign|attach`: an order for a print shop, any step of the ledger, signed, and a photo of
 * it. */

#include <gio/gio.h>
#include <string.h>

#include "ctl-handover.h"
#include "ctl-packet.h"
#include "ctl-profile.h"
#include "mado-attachment-kind.h"
#include "mado-handover-photo.h"
#include "mado-handover-signing.h"
#include "mado-letter-order.h"
#include "mado-packet-medium.h"
#include "mado-personal-key.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static gboolean
sign (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverStep *step, GError **error)
{
  g_autoptr (MadoSecret) password = mado_ctl_read_password (call, error);
  g_autoptr (MadoSigningKey) key =
      password != NULL ? mado_personal_key_unlock (mado_desk_get_path (desk), password, error) : NULL;

  return key != NULL && mado_handover_sign (desk, step, key, mado_instant_now (), error);
}

static MadoEntity *
find_entry (MadoCtlCall *call, const MadoHandoverBook *book, GError **error)
{
  MadoEntity *found = mado_handover_book_find_number (book, mado_ctl_get_option (call, "number"));

  if (found == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no entry with this number");

  return found;
}

typedef gboolean (*Act) (MadoCtlCall *call, MadoDesk *desk, const MadoEntity *entry, GError **error);

static MadoCtlStatus
run (MadoCtlCall *call, const char *const *needed, Act act)
{
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (GError) error = NULL;
  const MadoEntity *entry;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  desk = mado_ctl_handover_open_desk (call, &status);
  if (desk == NULL)
    return status;
  book = mado_ctl_handover_load_book (desk, &error);
  entry = book != NULL ? find_entry (call, book, &error) : NULL;

  return entry != NULL && act (call, desk, entry, &error) ? MADO_CTL_OK : mado_ctl_handover_refuse (call, error);
}

/* --- order -------------------------------------------------------------------------------------------------------- */

static gboolean
order (MadoCtlCall *call, MadoDesk *desk, const MadoEntity *medium, GError **error)
{
  g_autoptr (yyjson_mut_doc) doc =
      mado_letter_order_write (medium, mado_ctl_get_option (call, "id"), mado_ctl_get_option (call, "content"),
                               mado_ctl_get_option (call, "run"));
  const MadoHandoverStep step = { "handover.make", mado_id_draw (), 0, yyjson_mut_doc_get_root (doc) };

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_order (MadoCtlCall *call)
{
  static const char *const needed[] = { "number", "id", "content", NULL };

  return run (call, needed, order);
}

/* --- sign --------------------------------------------------------------------------------------------------------- */

static gboolean
sign_step (MadoCtlCall *call, MadoDesk *desk, const MadoEntity *entry, GError **error)
{
  const char *facts = mado_ctl_get_option (call, "facts");
  yyjson_doc *read = yyjson_read (facts, strlen (facts), 0);
  g_autoptr (yyjson_mut_doc) doc = read != NULL ? yyjson_doc_mut_copy (read, NULL) : NULL;
  g_autofree char *kind = g_strconcat ("handover.", mado_ctl_get_option (call, "step"), NULL);
  const MadoHandoverStep step = { kind, mado_entity_get_id (entry), mado_entity_get_version (entry),
                                  doc != NULL ? yyjson_mut_doc_get_root (doc) : NULL };

  yyjson_doc_free (read);
  if (strcmp (kind, "handover.attach") == 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "a photo is signed together with its file: use handover attach");
    return FALSE;
  }
  if (!yyjson_mut_is_obj (step.body)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "--facts is no JSON object: give one, as {\"media\":250}");
    return FALSE;
  }

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_sign (MadoCtlCall *call)
{
  static const char *const needed[] = { "number", "step", "facts", NULL };

  return run (call, needed, sign_step);
}

/* --- attach ------------------------------------------------------------------------------------------------------- */

static gboolean
check_photo (const MadoHandoverPhoto *photo, GError **error)
{
  if (photo->type != NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot attach “%s”: it is neither PNG, JPEG nor PDF",
               photo->name);

  return FALSE;
}

static gboolean
attach (MadoCtlCall *call, MadoDesk *desk, const MadoEntity *entry, GError **error)
{
  const char *path = mado_ctl_get_option (call, "photo");
  g_autoptr (GBytes) bytes = mado_packet_medium_read (path, MADO_HANDOVER_PHOTO_MOST, error);
  g_autofree char *name = g_path_get_basename (path);
  const MadoHandoverPhoto photo = { name, bytes != NULL ? mado_attachment_kind_find (bytes) : NULL, bytes };

  if (bytes == NULL || !check_photo (&photo, error))
    return FALSE;

  g_autoptr (yyjson_mut_doc) doc = mado_handover_photo_write (&photo, mado_ctl_get_option (call, "text"));
  const MadoHandoverStep step = { "handover.attach", mado_entity_get_id (entry), mado_entity_get_version (entry),
                                  yyjson_mut_doc_get_root (doc), bytes };

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_attach (MadoCtlCall *call)
{
  static const char *const needed[] = { "number", "photo", "text", NULL };

  return run (call, needed, attach);
}

const MadoCtlVerb mado_ctl_handover_sign_verbs[] = {
  { "handover",
    "order",
    "FILE",
    1,
    1,
    "orders letters that a print shop makes of a medium: an entry of their own, in nine steps",
    run_order,
    { MADO_CTL_WHO_OPTION,
      { "number", "NUMBER", "of the medium that they are printed from" },
      { "id", "NUMBER", "of the order" },
      { "content", "TEXT", "what letters they are" },
      { "run", "UUID", "the run that they are, where they are one of ours" },
      MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "sign",
    "FILE",
    1,
    1,
    "signs a step of an entry: seal, carry, receive, store, return, erase, close, hold, release, correct; of letters "
    "print, enclose, deliver, inspect, hand_back, post",
    run_sign,
    { MADO_CTL_WHO_OPTION,
      { "number", "NUMBER", "of the entry" },
      { "step", "STEP", "what is signed" },
      { "facts", "JSON", "what it says, as {\"media\":250}" },
      MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "attach",
    "FILE",
    1,
    1,
    "attaches a photo or scan to an entry, encrypted and signed for: the sealed bag, the stamped slip, proof of an "
    "erasure",
    run_attach,
    { MADO_CTL_WHO_OPTION,
      { "number", "NUMBER", "of the entry" },
      { "photo", "PICTURE", "the file: PNG, JPEG or PDF, up to 20 MB" },
      { "text", "TEXT", "what is to be seen on it" },
      MADO_CTL_PROFILE_OPTIONS } },
  {},
};
