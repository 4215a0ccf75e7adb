// Student's t distribution for whole degrees of freedom: how far a forecast from few observations may be off.

/**
 * The value that a t variable with so many degrees of freedom stays below with the given probability (0.5 … 0.9999).
 * By the finite series of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4, and bisection;
 * good to ten digits. Throws RangeError where the degrees are not whole and positive or the probability is outside.
 */
export function studentQuantile(probability: number, freedom: number): number {
  if (!Number.isInteger(freedom) || freedom < 1) throw new RangeError(`${freedom} is no number of degrees of freedom.`)
  if (!(probability >= 0.5 && probability <= 0.9999)) throw new RangeError(`${probability} is not from 0.5 to 0.9999.`)
  const within = 2 * probability - 1
  let [low, high] = [0, Math.PI / 2]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (shareWithin(middle, freedom) < within) low = middle
    else high = middle
  }
  return Math.tan((low + high) / 2) * Math.sqrt(freedom)
}

// The probability that |t| < √freedom · tan(angle).
function shareWithin(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const odd = freedom % 2 === 1
  let term = odd ? cosine : 1
  let sum = 0
  for (let k = odd ? 3 : 2; k <= freedom; k += 2) {
    sum += term
    term *= (cosine * cosine * (k - 1)) / k
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}
