// Why a picture was not taken; each code has a sentence in words/ under refusal.CODE.

export type PhotoRefusal =
  | 'tooLarge'
  | 'notAPicture'
  | 'heic'
  | 'tooManyPixels'
  | 'tooSmall'
  | 'broken'
  | 'animated'
  | 'badBox'
  | 'busy'

export class PhotoRefused extends Error {
  readonly code: PhotoRefusal
  constructor(code: PhotoRefusal) {
    super(`the picture was refused: ${code}`)
    this.name = 'PhotoRefused'
    this.code = code
  }
}
