/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How it is with a disk. */
typedef enum {
  AILING_DISK_WELL,
  AILING_DISK_SILENT, /* it does not answer */
  AILING_DISK_BROKEN, /* it answers that it cannot */
} AilingDisk;
